import type { Language } from '../i18n/index.ts';
import { LinkButton } from './button.tsx';
import { both, LINES, twoParties } from './design-samples.ts';
import { SideBySide } from './parties.tsx';
import { Facts, PageHead, Panel, Quote, RecordLayout, WallBand } from './record.tsx';
import { Ring } from './ring.tsx';
import { DataTable } from './table.tsx';
import { Badge, Words } from './words.tsx';

/** A line on its own page: its words, what the parties say beside each other, what only one's own side sees, and the rail. */
export function RecordSample({ lang }: { lang: Language }) {
  return (
    <RecordLayout
      main={<Main lang={lang} />}
      rail={<Rail lang={lang} />}
      railLabel={both(lang)('About A.2.1.3', 'À propos de A.2.1.3')}
    />
  );
}

function Main({ lang }: { lang: Language }) {
  const say = both(lang);
  const implemented = say('Implemented', 'Réalisé');
  const underWay = say('Under way', 'En cours');
  return (
    <>
      <PageHead
        title="A.2.1.3"
        level={3}
        sign={
          <Ring
            parties={twoParties(implemented, underWay)}
            state="contested"
            size={54}
            label={say(
              'Canada: implemented; ASEAN: under way; views differ',
              'Canada\u00a0: réalisé\u00a0; ANASE\u00a0: en cours\u00a0; les avis diffèrent',
            )}
          />
        }
        below={say(
          'Contested since 14 March 2008 · goes to the meeting of 6 May by itself',
          'Contesté depuis le 14 mars 2008 · inscrit d’office à la réunion du 6 mai',
        )}
      />
      <Words text={LINES[2].words} wordsLanguage="en" size="large" />
      <SideBySide
        lang={lang}
        label={say('What the parties say', 'Ce que disent les parties')}
        sides={[
          {
            name: 'Canada',
            colour: 0,
            by: say('10 March 2008 · coordinator', '10 mars 2008 · coordonnatrice'),
            says: implemented,
            children: (
              <>
                <p>
                  {say(
                    'Both training projects closed; final report submitted to CIDA.',
                    'Les deux projets de formation sont clos\u00a0; rapport final remis à l’ACDI.',
                  )}
                </p>
                <p class="meta">{say('Evidence: 2 documents', 'Pièces\u00a0: 2 documents')}</p>
              </>
            ),
          },
          {
            name: 'ASEAN',
            colour: 1,
            by: say('14 March 2008 · Viet Nam, country coordinator', '14 mars 2008 · Viet Nam, pays coordonnateur'),
            says: underWay,
            children: (
              <p>
                {say(
                  'The HIV component in three member states starts in June.',
                  'Le volet VIH commence en juin dans trois États membres.',
                )}
              </p>
            ),
          },
        ]}
      />
      <WallBand sentence={say('Only Canada sees this', 'Seul le Canada voit ceci')}>
        <p>
          {say(
            'Line to take: accept “under way” if the June start is minuted.',
            'Position à tenir\u00a0: accepter «\u00a0en cours\u00a0» si le début en juin est consigné.',
          )}
        </p>
      </WallBand>
      <WallBand
        sentence={say(
          'Only the Public Health Agency of Canada and the Department of Foreign Affairs, Trade and Development see this',
          'Seuls l’Agence de la santé publique du Canada et le ministère des Affaires étrangères, du Commerce et du Développement voient ceci',
        )}
      />
      <Panel flush level={3} heading={say('What serves this line', 'Ce qui sert cette ligne')}>
        <Activities lang={lang} />
      </Panel>
      <SideBySide
        lang={lang}
        label={say('Three parties, one silent', 'Trois parties, dont une silencieuse')}
        sides={[
          { name: 'Canada', colour: 0, says: say('Continuing', 'Continu') },
          { name: 'ASEAN', colour: 1, says: say('Continuing', 'Continu') },
          { name: say('Republic of Korea', 'République de Corée'), colour: 2, says: null },
        ]}
      />
      <Quote
        source={say('Co-chairs’ summary, Manila, 1 August 2007', 'Résumé des coprésidents, Manille, 1er août 2007')}
        lang="en"
      >
        The Ministers welcomed the progress made in health security.
      </Quote>
    </>
  );
}

function Activities({ lang }: { lang: Language }) {
  const say = both(lang);
  return (
    <DataTable
      lang={lang}
      caption={say('Activities', 'Activités')}
      hideCaption
      rows={[
        {
          when: say('Sep–Nov 2007', 'sept.-nov. 2007'),
          what: say(
            'Training: avian influenza laboratory diagnosis',
            'Formation\u00a0: diagnostic de la grippe aviaire en laboratoire',
          ),
          more: say('Jakarta · 34 participants, 19 women', 'Jakarta · 34 participants, dont 19 femmes'),
          state: say('Completed, reported', 'Achevée, rapportée'),
        },
        {
          when: say('Jun–Dec 2008', 'juin-déc. 2008'),
          what: say(
            'HIV prevention education in border provinces',
            'Éducation à la prévention du VIH dans les provinces frontalières',
          ),
          more: 'CLMV · CAD 420,000',
          state: say('Approved', 'Approuvée'),
        },
      ]}
      columns={[
        { label: say('When', 'Quand'), width: 'narrow', cell: (row) => row.when },
        {
          label: say('Activity', 'Activité'),
          heads: true,
          cell: (row) => (
            <>
              <strong>{row.what}</strong>
              <p class="meta">{row.more}</p>
            </>
          ),
        },
        { label: say('State', 'État'), cell: (row) => row.state },
      ]}
    />
  );
}

function Rail({ lang }: { lang: Language }) {
  const say = both(lang);
  return (
    <>
      <Facts
        items={[
          {
            term: say('Lead, Canada', 'Responsable, Canada'),
            value: say('CIDA (since November 2007)', 'ACDI (depuis novembre 2007)'),
          },
          { term: say('Lead, ASEAN', 'Responsable, ANASE'), value: 'SOMHD' },
          {
            term: say('Kind of promise', 'Nature de l’engagement'),
            value: (
              <>
                <Badge>{say('Standing', 'Permanent')}</Badge>{' '}
                {say('continuing, reported each period', 'continu, rapporté à chaque période')}
              </>
            ),
          },
          { term: say('Time frame', 'Échéancier'), value: '2007–2009' },
          { term: say('Markers', 'Marqueurs'), value: say('Gender equality: significant', 'Égalité des sexes\u00a0: important') },
          { term: say('Permanent address', 'Adresse permanente'), value: <code>/asean-canada/plans/2007-10/lines/A.2.1.3</code> },
        ]}
      />
      <div class="acts">
        <LinkButton href="#forms" kind="primary">
          {say('Record Canada’s statement', 'Consigner la déclaration du Canada')}
        </LinkButton>
        <LinkButton href="#forms">{say('Concur with ASEAN', 'Se rallier à l’ANASE')}</LinkButton>
      </div>
    </>
  );
}
