/**
 * What single modules have besides the files that every module may have, and what for. A name ending in `/` is a folder, and free inside.
 * Short by intent: whoever knows one module should know them all.
 */
export const parts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accounts: {
    'accounts.ts': 'what accounts can do, as a type; `open-accounts.ts` opens them',
  },
  discuss: {
    'api/': 'what programs read and change besides discussions themselves: what one follows, where one is mentioned',
    'hosts.ts': 'what other modules say of their records, so that they can be discussed',
    'said.ts': 'words, names of files and people as they are kept and called; for every action',
  },
  knowledge: {
    'reading/': 'the text of a file out of its bytes; it knows no database',
    'walls.ts': 'where whoever acts may put something, and who then reads it',
    'owned-document.ts': 'a document held for a change; a part of every action on one',
    'find-words.ts': 'where quoted words stand in a text',
  },
  plan: {
    'importer/': 'the pure library that reads a negotiated document; it knows no database',
    'plan-nodes.ts': 'the nodes of a draft as they will be stored; a part of entering a plan',
    'link-nodes.ts': 'the links between nodes of a draft; a part of entering a plan',
    'characters.ts': 'offsets in the source as the database counts them and as JavaScript does',
  },
  directory: {
    'look.ts': 'how the documents of a partnership look',
  },
  concurrence: {
    'refusals.ts': 'what the functions of the database refuse, in phrases',
    'canonical.ts': 'canonical JSON and the check of a record; it knows no database',
    'place-of-seat.ts': 'where the calendar of a seat is kept; a part of two acts',
  },
  workspace: {
    'api/': 'what programs read of things that several modules know: their shapes, and how they are filled',
    'outline.ts': 'the tree of a plan out of its rows, for every page that shows one',
    'words.ts': 'a node in its reader’s language, and its address',
  },
};
