import type { Language } from '../i18n/index.ts';
import { both, partiesOf, twoParties } from './design-samples.ts';
import { Ring, type RingParty, type RingState } from './ring.tsx';

/** The ring in every size and state, for one party, two, three and twelve. */
export function RingsSample({ lang }: { lang: Language }) {
  const say = both(lang);
  const yes = say('under way', 'en cours');
  const other = say('implemented', 'réalisé');
  const states: readonly { state: RingState; words: string; parties: RingParty[]; stale?: boolean }[] = [
    { state: 'none', words: say('nobody has spoken', 'personne ne s’est exprimé'), parties: twoParties(null, null) },
    { state: 'awaiting', words: say('awaiting ASEAN', 'ANASE attendue'), parties: twoParties(yes, null) },
    { state: 'agreed', words: say('agreed', 'convenu'), parties: twoParties(yes, yes) },
    { state: 'contested', words: say('views differ', 'les avis diffèrent'), parties: twoParties(other, yes) },
    { state: 'agreed', words: say('agreed, stale', 'convenu, ancien'), parties: twoParties(yes, yes), stale: true },
    {
      state: 'contested',
      words: say('views differ, stale', 'avis divergents, anciens'),
      parties: twoParties(other, yes),
      stale: true,
    },
  ];
  const more: readonly { state: RingState; words: string; parties: RingParty[] }[] = [
    { state: 'agreed', words: say('one party, agreed', 'une partie, convenu'), parties: partiesOf(1, 1, () => yes) },
    {
      state: 'awaiting',
      words: say('three parties, two spoke', 'trois parties, deux exprimées'),
      parties: partiesOf(3, 2, () => yes),
    },
    {
      state: 'contested',
      words: say('three parties differ', 'trois parties divergent'),
      parties: partiesOf(3, 3, (place) => (place ? yes : other)),
    },
    { state: 'none', words: say('twelve, none spoke', 'douze, aucune exprimée'), parties: partiesOf(12, 0, () => yes) },
    { state: 'awaiting', words: say('twelve, seven spoke', 'douze, sept exprimées'), parties: partiesOf(12, 7, () => yes) },
    { state: 'agreed', words: say('twelve agreed', 'douze, convenu'), parties: partiesOf(12, 12, () => yes) },
    {
      state: 'contested',
      words: say('twelve differ', 'douze divergent'),
      parties: partiesOf(12, 12, (place) => (place % 5 ? yes : other)),
    },
  ];
  return (
    <>
      <ul class="plain-list rings">
        {[...states, ...more].map(({ words, ...ring }) => (
          <li>
            <Ring {...ring} label={words} size={64} />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      <ul class="plain-list rings">
        {[16, 20, 24, 34, 48, 72, 96].map((size) => (
          <li>
            <span class="row-of-rings">
              {states.slice(0, 4).map(({ words, ...ring }) => (
                <Ring {...ring} label={`${words}, ${size}`} size={size} />
              ))}
            </span>
            <span>{size} px</span>
          </li>
        ))}
      </ul>
    </>
  );
}
