/** Words of cooperation plans, out of which the benchmark writes plans that read like one and compress, index and sort like one. */
export const VERBS =
  'Enhance,Promote,Support,Explore,Establish,Strengthen,Develop,Organise,Convene,Exchange,Facilitate,Encourage,Implement,Conduct,Deepen,Intensify,Hold,Prepare,Review,Share,Build,Expand,Coordinate,Undertake,Identify,Continue'.split(
    ',',
  );

export const SUBJECTS = (
  'cooperation,capacity building,joint research,dialogue,training,the exchange of experts,the exchange of information,technical assistance,best practices,a workshop,an annual meeting,' +
  'a network of institutions,pilot projects,a feasibility study,policy consultations,a regional seminar,public awareness,student exchanges,standards and conformity assessment,early warning,' +
  'legal frameworks,mutual recognition,investment promotion,data collection,a joint declaration,contingency plans,interfaith encounters,mutual legal assistance,scholarships,market access'
).split(',');

export const FIELDS = (
  'counter-terrorism,transnational crime,trafficking in persons,money laundering,cyber security,border management,maritime safety,disaster management,health security,avian influenza,' +
  'pandemic preparedness,food safety,agriculture,fisheries,aquaculture,forestry,biodiversity,climate change,renewable energy,energy efficiency,water resources,wetlands,air quality,hazardous waste,' +
  'trade facilitation,customs procedures,intellectual property,small and medium enterprises,tourism,civil aviation,land transport,shipping,telecommunications,information technology,education,' +
  'vocational training,higher education,culture,heritage protection,media,youth,women in development,social protection,labour migration,human rights,good governance,public administration,anti-corruption,' +
  'consumer protection,statistics,space technology,remote sensing,biotechnology,poverty reduction,rural development,narrowing the development gap,people-to-people contacts,sports,gender equality'
).split(',');

export const WAYS = (
  'through workshops and seminars,within existing resources,where appropriate,in accordance with national laws,on the basis of mutual benefit,subject to the availability of funds,on a regular basis,' +
  'in close consultation with the Secretariat,by 2009,before the next ministerial meeting,with the participation of civil society,with relevant international organisations,among law enforcement agencies,' +
  'between universities and research institutes,in the least developed member states,with the private sector,in international fora,as mutually agreed,including through electronic means'
).split(',');

export const PLACES =
  'the region,member states,both sides,the subregion,coastal areas,border areas,major ports,rural areas,large cities,small islands'.split(
    ',',
  );

/** Words that stand in few lines: one in about 400. */
export const RARE = 'haze,typhoon,tsunami,mangrove,glacier,monsoon,lighthouse,quarantine,seismology,archives'.split(',');

export const FRENCH = {
  verbs:
    'Renforcer,Promouvoir,Appuyer,Étudier,Établir,Développer,Organiser,Échanger,Faciliter,Encourager,Mettre en œuvre,Mener,Approfondir,Préparer,Examiner'.split(
      ',',
    ),
  subjects:
    'la coopération,le renforcement des capacités,la recherche conjointe,le dialogue,la formation,l’échange d’experts,l’échange d’informations,l’assistance technique,les pratiques exemplaires,un atelier'.split(
      ',',
    ),
  fields:
    'la lutte contre le terrorisme,la gestion des catastrophes,la sécurité sanitaire,l’agriculture,les pêches,la biodiversité,les changements climatiques,l’énergie,le commerce,le tourisme,l’éducation,la culture,la jeunesse,la bonne gouvernance'.split(
      ',',
    ),
} as const;

/** A source of numbers that gives the same row for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
