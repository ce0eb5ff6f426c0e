import { describe, expect, it } from 'vitest';
import { partiesOf } from '../parties.ts';
import { periodOf } from '../period.ts';

describe('parties', () => {
  it.each([
    ['ASEAN-Canada Work Plan 2026-2030', ['ASEAN', 'Canada']],
    ['CANADA-PHILIPPINES JOINT ACTION PLAN', ['Canada', 'Philippines']],
    ['French-American Roadmap', ['France', 'United States of America']],
    ['Key Deliverables of the Canada-Japan-Republic of Korea Dialogue', ['Canada', 'Japan', 'Republic of Korea']],
    ['MERCOSUR – EU Work Programme 2025', ['Mercosur', 'European Union']],
    ['Plan of Cooperation between the Republic of Kenya and Norway for 2025 and 2026', ['Kenya', 'Norway']],
    ['Memorandum between Canada and the Pan-Caribbean Health Agency, 2008-2011', ['Canada', 'Pan-Caribbean Health Agency']],
    ['1st CARIFORUM-Canada Joint Cooperation Work Plan (2009-12)', ['CARIFORUM', 'Canada']],
    ['EU-Central Asia Work Programme on Water 2023-2027', ['European Union', 'Central Asia']],
    ['Plan of Action for the Central America-Canada Partnership', ['Central America', 'Canada']],
    ['Canada-wide Action Plan on Health', ['Canada']],
    ['STRATEGIC PLAN OF THE MEKONG BASIN COMMISSION 2016-2020', ['Mekong Basin Commission']],
  ])('of “%s”', (title, parties) => {
    expect(partiesOf(title, '', 'en')).toEqual(parties);
  });

  it.each([
    ['PLAN D’ACTION CONJOINT ENTRE LE CANADA ET LA COMMUNAUTÉ ANDINE', '', ['Canada', 'Communauté andine']],
    ['Feuille de route franco-marocaine 2025-2028', '', ['France', 'Maroc']],
    [
      'Déclaration de Dakar',
      'Nous, chefs de délégation du Canada, de la Côte d’Ivoire et du Sénégal, réunis à Dakar',
      ['Canada', 'Côte d’Ivoire', 'Sénégal'],
    ],
    [
      'Plan d’action conjoint',
      'Le Gouvernement du Canada et le Gouvernement de la République du Sénégal conviennent de ce qui suit.',
      ['Canada', 'Sénégal'],
    ],
  ])('of « %s »', (title, opening, parties) => {
    expect(partiesOf(title, opening, 'fr')).toEqual(parties);
  });

  it('are none where none is named', () => expect(partiesOf('Work Plan', 'The ministers met.', 'en')).toEqual([]));
});

describe('period', () => {
  const nothing = { title: null, name: '', opening: '', closing: '', dated: null };
  it.each([
    [{ title: 'Work Plan (2007-10)' }, '2007', '2010'],
    [{ title: 'Plan of Action (2018 – 2022)' }, '2018', '2022'],
    [{ title: 'Plan (January 2022 - December 2025)' }, '2022', '2025'],
    [{ title: 'Programme 2019-20 to 2021-22' }, '2019', '2022'],
    [{ title: 'Programme pour la période de 2025 à 2027' }, '2025', '2027'],
    [{ title: 'Plan of Action', name: 'asean-australia-poa-2015-2019.txt' }, '2015', '2019'],
    [{ opening: 'The former plan covered the period 2013-2017. This plan covers the period from 2018 to 2022.' }, '2018', '2022'],
    [{ title: 'Roadmap 2024', dated: '2024-06-08' }, '2024-06-08', null],
    [{ closing: 'Fait à Dakar, le 15 septembre 2011, en deux exemplaires.' }, '2011-09-15', null],
    [{ opening: 'The Leaders on 13 December 2005 in Kuala Lumpur adopted this Plan of Action.' }, '2005-12-13', null],
    [{ title: 'Work Programme of Canada and Japan 2025' }, '2025', null],
    [{ opening: 'This plan builds on the plan of 2015-2017.' }, null, null],
    [{ name: 'minutes-2010-03-12.txt' }, null, null],
  ])('%j', (said, start, end) => {
    expect(periodOf({ ...nothing, ...said })).toEqual({ start, end });
  });
});
