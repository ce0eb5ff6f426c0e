import type { Language } from '../i18n/index.ts';
import type { PartyColour } from './parties.tsx';
import type { RingParty } from './ring.tsx';

/** Says a sample in the language of the page. Samples are no phrases of the product: they stay out of its books. */
export type Both = (english: string, french: string) => string;

export const both =
  (lang: Language): Both =>
  (english, french) =>
    lang === 'fr' ? french : english;

/** Lines of the plan 2007–2010, verbatim, misprints included. */
export const LINES = [
  {
    reference: 'A.2.1.1',
    words:
      'Collaborate on health security issues with ASEAN, through the Canada-Asia Regional Emergency Infectious Diseases (CAREID) project, being implemented by the World Health Organization’s regional offices and the Public Health Agency of Canada (PHAC), with funding from the Canadian International Development Agency (CIDA).',
    says: ['under way', 'under way'],
    links: 3,
  },
  {
    reference: 'A.2.1.2',
    words: 'Exchange information on infectious diseases and emergent public health incidents as appropriate.',
    says: ['continuing', null],
    links: 12,
  },
  {
    reference: 'A.2.1.3',
    words:
      'Work together on health security capacity building projects in ASEAN, including on Avian Influenza, HIV/AIDS prevention and education, and impact alleviation responses by addressing relevant priorities of the Vientiane Action Programme and the Third ASEAN Work Programme on HIV and AIDS (2006-2010)s, while exploring ways to enhance cooperation with ASEAN on health-related issues and initiatives.',
    says: ['implemented', 'under way'],
    links: 2,
  },
] as const;

const MEMBERS = [
  'Brunei Darussalam',
  'Cambodia',
  'Indonesia',
  'Lao People’s Democratic Republic',
  'Malaysia',
  'Myanmar',
  'Philippines',
  'Singapore',
  'Thailand',
  'Viet Nam',
  'Canada',
  'Timor-Leste',
];

/** So many parties, of which the first `spoken` have said something. */
export function partiesOf(count: number, spoken: number, says: (place: number) => string): RingParty[] {
  return MEMBERS.slice(0, count).map((name, place) => ({
    name,
    colour: place as PartyColour,
    says: place < spoken ? says(place) : null,
  }));
}

/** The two parties of the plan, with what each says. */
export function twoParties(canada: string | null, asean: string | null): RingParty[] {
  return [
    { name: 'Canada', colour: 0, says: canada },
    { name: 'ASEAN', colour: 1, says: asean },
  ];
}
