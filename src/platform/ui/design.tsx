import type { Page } from '../http/page.ts';
import type { Language } from '../i18n/index.ts';
import { PageHead } from './record.tsx';

/** Every component of the kit, alive, in all its states: for those who build pages with it, and for its tests. */
export function designPage(_lang: Language, _section?: string): Page {
  return { title: 'Entente', body: <PageHead title="Entente" /> };
}
