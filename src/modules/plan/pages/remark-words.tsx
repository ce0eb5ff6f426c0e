import type { Language } from '../../../platform/i18n/index.ts';
import { type FindingCode, inFrench } from '../importer/index.ts';
import { text as planText } from '../text.ts';

/** What the importer doubted, in the reader's language; one that nobody has translated stands in English below what it means. */
export function remarkWords(lang: Language, { code, message }: { readonly code: FindingCode; readonly message: string }) {
  const said = lang === 'en' ? message : inFrench(message);
  if (said !== undefined) return <span>{said}</span>;
  return (
    <>
      {planText.in(lang)(`plan.remark-means.${code}`)}{' '}
      <span class="remark-detail" lang="en">
        {message}
      </span>
    </>
  );
}
