import { describe, expect, it } from 'vitest';
import { proposePromise } from '../promise.ts';
import { qualifiersOf } from '../qualifiers.ts';

describe('kind of promise', () => {
  it.each([
    ['Hold annual meetings of senior officials.', 'recurring'],
    ['To hold a workshop on mediation in 2019.', 'one-off'],
    ['Organising business forums on halal products;', 'recurring'],
    ['Establish a joint working group on data.', 'one-off'],
    ['Canada will open an office in Toronto.', 'one-off'],
    ['The Parties shall explore the possibility of a fund.', 'enabling'],
    ['Seek ways to engage youth.', 'enabling'],
    ['Seek to engage youth.', 'standing'],
    ['Undertake a joint study on free trade.', 'enabling'],
    ['Implement a pilot project on drought.', 'one-off'],
    ['Implement the Convention against corruption.', 'standing'],
    ['Build capacity in customs.', 'standing'],
    ['In line with the Charter, promote human rights every day.', 'standing'],
    ['Continue efforts to organize trade missions.', 'recurring'],
    ['Submit progress reports annually to the Committee.', 'recurring'],
    ['Restore 3,000 hectares of mangrove by 2030.', 'one-off'],
  ])('%s', (words, kind) => expect(proposePromise(words, 'en')).toBe(kind));

  it.each([
    ['Tenir une réunion ministérielle chaque année.', 'recurring'],
    ['Organisation d’un forum annuel des universités.', 'recurring'],
    ['Tenir un atelier sur la médiation.', 'one-off'],
    ['Création d’un institut conjoint.', 'one-off'],
    ['Mettre en place un guichet unique.', 'one-off'],
    ['Le Maroc mettra en place un guichet unique.', 'one-off'],
    ['Les Parties s’engagent à établir un comité mixte.', 'one-off'],
    ['Mettre en œuvre la résolution 1325 (2000).', 'standing'],
    ['Mise en œuvre du projet pilote de Dakhla.', 'one-off'],
    ['Étudier la possibilité d’une liaison aérienne.', 'enabling'],
    ['Étude de faisabilité d’une université.', 'enabling'],
    ['Les Parties encouragent les échanges de jeunes.', 'standing'],
    ['Renforcement des échanges d’étudiants.', 'standing'],
  ])('%s', (words, kind) => expect(proposePromise(words, 'fr')).toBe(kind));

  it('of a sub-item without a verb is that of its line', () => {
    expect(proposePromise('the treatment of services', 'en', 'enabling')).toBe('enabling');
    expect(proposePromise('exchange of data', 'en', 'one-off')).toBe('one-off');
    expect(proposePromise('explore joint training', 'en', 'standing')).toBe('enabling');
  });
});

describe('qualifiers', () => {
  it.each([
    ['Share data, as appropriate and where possible.', ['as appropriate', 'where possible']],
    ['Train officers, as resources permit.', ['as resources permit']],
    [
      'Cooperate, in accordance with applicable treaties and domestic legislation, on extradition.',
      ['in accordance with applicable treaties and domestic legislation'],
    ],
    ['Support the Reserve, subject to availability of funds (US$ 1 million).', ['subject to availability of funds']],
    ['Exchange experts, subject to their national laws and regulations.', ['subject to their national laws and regulations']],
    ['Encourager les visites, selon qu’il convient.', ['selon qu’il convient']],
    ['Élargir l’accès, dans la mesure du possible et s’il y a lieu.', ['dans la mesure du possible', 's’il y a lieu']],
    ['Offrir des bourses, dans la limite des crédits disponibles.', ['dans la limite des crédits disponibles']],
    ['Coopérer dans le respect de la législation nationale.', ['dans le respect de la législation nationale']],
    ['Appropriate measures are possible.', []],
  ])('%s', (words, found) => expect(qualifiersOf(words)).toEqual(found));
});
