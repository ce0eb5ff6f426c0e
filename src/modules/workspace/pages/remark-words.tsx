import type { Language } from '../../../platform/i18n/index.ts';
import { planText, type RemarkRow } from '../../plan/index.ts';

/** What the importer doubted, in the reader's language. It says its details in English: in French they stand below what they mean. */
export function remarkWords(lang: Language, { code, message }: Pick<RemarkRow, 'code' | 'message'>) {
  if (lang === 'en') return <span>{message}</span>;
  return (
    <>
      {planText.in(lang)(`plan.remark-means.${code}`)}{' '}
      <span class="remark-detail" lang="en">
        {message}
      </span>
    </>
  );
}
