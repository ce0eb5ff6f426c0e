import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROLES } from '../../platform/http/acting.ts';
import { mayGiveMandate, mayNameCoordinator, rolesToGive, standsForParty } from './rules.ts';

const role = fc.constantFrom(...ROLES, 'visitor' as const);
const parties = fc.constantFrom('canada', 'asean', null);

test('who gives which role, for whom: the whole table', () => {
  const may = (giver: (typeof ROLES)[number] | 'visitor') =>
    ROLES.flatMap((given) =>
      [null, 'own', 'other']
        .filter((of) => mayGiveMandate({ role: giver, party: 'own' }, given, of))
        .map((of) => `${given} ${of}`),
    );
  expect(may('administrator')).toEqual(['administrator null', 'secretariat null', 'observer null']);
  expect(may('speaker')).toEqual(['speaker own', 'focal-point own', 'contributor own']);
  for (const giver of ['secretariat', 'focal-point', 'contributor', 'observer', 'visitor'] as const)
    expect(may(giver)).toEqual([]);
});

test('nobody gives a mandate of another party, nor one of a party that is none', () => {
  fc.assert(
    fc.property(role, parties, fc.constantFrom(...ROLES), parties, (giver, own, given, of) => {
      if (mayGiveMandate({ role: giver, party: own }, given, of)) {
        expect(rolesToGive({ role: giver })).toContain(given);
        expect(of).toBe(standsForParty(given) ? own : null);
      }
    }),
  );
});

test('only the speaker of the bloc names its coordinator', () => {
  for (const each of ROLES)
    for (const party of ['bloc', 'other', null])
      expect(mayNameCoordinator({ role: each, party }, 'bloc')).toBe(each === 'speaker' && party === 'bloc');
});
