/** The forms in which a document leaves the program. */
export const FORMATS = ['docx', 'pdf', 'xlsx', 'csv', 'json', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** How people call those that have a name of their own. */
export const NAME_OF = { docx: 'Word (DOCX)', pdf: 'PDF', xlsx: 'Excel (XLSX)', csv: 'CSV' } as const;

/**
 * From how many rows on a list may well take longer than two seconds to write, estimated from the figures in bench/README.md: nobody should wait for it at a page.
 */
const LONG: Readonly<Record<Format, number>> = { docx: 1_500, pdf: 300, xlsx: 6_000, csv: 40_000, json: 40_000, html: 40_000 };

/** Whether a list of so many rows takes long as a file of this kind. */
export const isLong = (format: Format, rows: number): boolean => rows >= LONG[format];

/** What a browser and a mail program are told that a file is. */
export const TYPE_OF: Readonly<Record<Format, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  html: 'text/html; charset=utf-8',
};
