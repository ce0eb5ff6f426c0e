import type { Child } from 'hono/jsx';
import type { Page } from '../http/page.ts';
import type { Language } from '../i18n/index.ts';
import { FormsSample } from './design-forms.tsx';
import { ListSample } from './design-list.tsx';
import { ActsSample, MessagesSample } from './design-messages.tsx';
import { RecordSample } from './design-record.tsx';
import { RingsSample } from './design-rings.tsx';
import { both } from './design-samples.ts';
import { PicturesSample, WordsSample } from './design-words.tsx';
import { Chips } from './navigation.tsx';
import { PageHead } from './record.tsx';

type Section = { readonly id: string; readonly title: readonly [string, string]; readonly sample: (lang: Language) => Child };

const SECTIONS: readonly Section[] = [
  { id: 'list', title: ['Figures, filters, a list', 'Chiffres, filtres, liste'], sample: (lang) => <ListSample lang={lang} /> },
  {
    id: 'record',
    title: ['A record, its parties, its walls', 'Fiche, parties, cercles de lecture'],
    sample: (lang) => <RecordSample lang={lang} />,
  },
  { id: 'rings', title: ['The ring', 'L’anneau'], sample: (lang) => <RingsSample lang={lang} /> },
  { id: 'words', title: ['The plan’s own words', 'Le libellé du plan'], sample: (lang) => <WordsSample lang={lang} /> },
  { id: 'forms', title: ['Forms', 'Formulaires'], sample: (lang) => <FormsSample lang={lang} /> },
  { id: 'acts', title: ['Acts and menus', 'Actes et menus'], sample: (lang) => <ActsSample lang={lang} /> },
  {
    id: 'messages',
    title: ['Messages and empty pages', 'Messages et pages vides'],
    sample: (lang) => <MessagesSample lang={lang} />,
  },
  {
    id: 'pictures',
    title: ['Pictures and what happened', 'Images et chronologie'],
    sample: (lang) => <PicturesSample lang={lang} />,
  },
];

/** The names of the sections, for the address of one of them. */
export const DESIGN_SECTIONS: readonly string[] = SECTIONS.map(({ id }) => id);

/** Every component of the kit, alive, in all its states, with words of the plan: for those who build pages with it, and for its tests. */
export function designPage(lang: Language, section?: string): Page {
  const say = both(lang);
  const title = say('The kit', 'La trousse');
  const shown = SECTIONS.filter(({ id }) => section === undefined || id === section);
  return {
    title,
    breadcrumbs: [{ label: 'Entente', href: '/' }, { label: title }],
    body: (
      <>
        <PageHead
          title={title}
          below={say(
            'Every part of a page, in all its states. People and follow-up are invented; the plan’s words are its own.',
            'Chaque élément d’une page, dans tous ses états. Les personnes et le suivi sont inventés\u00a0; le libellé est celui du plan.',
          )}
        />
        <Chips
          lang={lang}
          label={say('Sections of this page', 'Sections de la page')}
          items={SECTIONS.map(({ id, title: [english, french] }) => ({
            label: say(english, french),
            href: section === undefined ? `#${id}` : `/design/${id}`,
            current: id === section,
          }))}
        />
        {shown.map(({ id, title: [english, french], sample }) => (
          <section id={id} class="sample">
            <h2>{say(english, french)}</h2>
            {sample(lang)}
          </section>
        ))}
      </>
    ),
  };
}
