import type { Language } from '../i18n/index.ts';
import { Compare } from './compare.tsx';
import { both, LINES } from './design-samples.ts';
import { Picture, Timeline } from './picture.tsx';
import { SourcePassage } from './source.tsx';
import { DataTable } from './table.tsx';
import { InlineWords, Reference, StageBadge, Words } from './words.tsx';

const PASSAGE = `2.1 Health Security

• Exchange information on infectious diseases and emergent public
health incidents as appropriate.
• Work together on health security capacity building projects in ASEAN`;
const CITED = 'Exchange information on infectious diseases and emergent public\nhealth incidents as appropriate.';

/** What was signed: its sizes, found words, the passage it was read from, and two editions word by word. */
export function WordsSample({ lang }: { lang: Language }) {
  const say = both(lang);
  const [first, second] = LINES;
  const found = second.words.indexOf('infectious');
  return (
    <div class="stack">
      <Words text={second.words} wordsLanguage="en" size="large" />
      <Words
        text={second.words}
        wordsLanguage="en"
        size="reading"
        marks={[{ from: found, until: found + 'infectious diseases'.length }]}
      />
      <Words text={first.words} wordsLanguage="en" size="row" />
      <p>
        <Reference reference="A.2.1.2" />{' '}
        <StageBadge stage="entered">{say('entered, not yet certified', 'saisi, pas encore certifié')}</StageBadge>{' '}
        <StageBadge stage="certified">{say('certified by Canada', 'certifié par le Canada')}</StageBadge>{' '}
        <StageBadge stage="adopted">{say('adopted', 'adopté')}</StageBadge>
      </p>
      <p>
        {say('The words ', 'Les mots ')}
        <InlineWords text="as appropriate" wordsLanguage="en" />
        {say(' soften this promise.', ' assouplissent cet engagement.')}
      </p>
      <SourcePassage
        lang={lang}
        source={say('plan-2007-10.docx, line 41 of 139', 'plan-2007-10.docx, ligne 41 sur 139')}
        text={PASSAGE}
        wordsLanguage="en"
        firstLine={41}
        from={PASSAGE.indexOf(CITED)}
        until={PASSAGE.indexOf(CITED) + CITED.length}
      />
      <Compare
        lang={lang}
        wordsLanguage="en"
        before="Exchange informations on infectious diseases and emergent public health incidents."
        after="Exchange information on infectious diseases and emergent public health incidents as appropriate."
      />
    </div>
  );
}

/** A picture with its table, and what happened and will. */
export function PicturesSample({ lang }: { lang: Language }) {
  const say = both(lang);
  const parts = [
    { name: say('A · Dialogue', 'A · Dialogue'), lines: 60 },
    { name: say('B · Economic officials', 'B · Hauts fonctionnaires de l’économie'), lines: 11 },
    { name: say('C · Functional cooperation', 'C · Coopération fonctionnelle'), lines: 17 },
  ];
  return (
    <div class="stack">
      <Picture
        lang={lang}
        caption={say('Lines of each part', 'Lignes de chaque volet')}
        table={
          <DataTable
            lang={lang}
            caption={say('Lines of each part', 'Lignes de chaque volet')}
            hideCaption
            rows={parts}
            columns={[
              { label: say('Part', 'Volet'), heads: true, cell: (row) => row.name },
              { label: say('Lines', 'Lignes'), numeric: true, cell: (row) => row.lines },
            ]}
          />
        }
      >
        <svg
          width="480"
          height="96"
          viewBox="0 0 480 96"
          role="img"
          aria-label={parts.map(({ name, lines }) => `${name}: ${lines}`).join('; ')}
        >
          {parts.map(({ name, lines }, index) => (
            <>
              <text x="0" y={index * 32 + 18} class="chart-label">
                {name}
              </text>
              <rect x="230" y={index * 32 + 4} width={lines * 3.6} height="20" class="chart-bar" />
              <text x={236 + lines * 3.6} y={index * 32 + 18} class="chart-value">
                {lines}
              </text>
            </>
          ))}
        </svg>
      </Picture>
      <Timeline
        lang={lang}
        label={say('History', 'Historique')}
        items={[
          {
            on: '2007-11-12',
            what: say('Entered from the signed document', 'Saisi à partir du document signé'),
            by: say('Secretariat', 'Secrétariat'),
          },
          { on: '2008-03-10', what: say('Canada states: implemented', 'Le Canada déclare\u00a0: réalisé'), href: '#record' },
          { on: '2008-05-06', what: say('Joint Cooperation Committee', 'Comité mixte de coopération'), planned: true },
        ]}
      />
    </div>
  );
}
