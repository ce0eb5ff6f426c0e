/**
 * What single modules have besides the files that every module may have, and what for. A name ending in `/` is a folder, and free inside.
 * Short by intent: whoever knows one module should know them all.
 */
export const parts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plan: {
    'importer/': 'the pure library that reads a negotiated document; it knows no database',
  },
};
