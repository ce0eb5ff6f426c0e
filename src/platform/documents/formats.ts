/** The forms in which a document leaves the program. */
export const FORMATS = ['docx', 'pdf', 'xlsx', 'csv', 'json', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** How people call those that have a name of their own. */
export const NAME_OF = { docx: 'Word (DOCX)', pdf: 'PDF', xlsx: 'Excel (XLSX)', csv: 'CSV' } as const;

/** What a browser and a mail program are told that a file is. */
export const TYPE_OF: Readonly<Record<Format, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  html: 'text/html; charset=utf-8',
};
