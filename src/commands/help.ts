const EXIT_CODES = `Exit codes: 0 done; 1 it failed, one line says why; 2 the command or its file cannot be used, one line says why.
`;

/** What `entente --help` prints. */
export const HELP = `Entente: the working system of a joint cooperation work plan

  entente serve      serve the site (npm start does this)
  entente import     read a work plan from its document, and enter it
  entente demo       load the demonstration into an empty database
  entente migrate    bring the database to this version

  entente COMMAND --help   what a command does and which options it has
  entente --version        the version

Settings: PORT HOST PUBLIC_URL DATABASE_URL ENTENTE_DATA ENTENTE_SECRET ENTENTE_LOG ENTENTE_DEMO (see README.md)
${EXIT_CODES}`;

/** What `entente COMMAND --help` prints, by command. */
export const HELP_OF: Readonly<Record<string, string>> = {
  serve: `entente serve [--json]

Finds or starts the database, brings it to this version, fills an empty one with the demonstration (never in production), and serves the
site until it is told to stop (Ctrl+C, SIGTERM). Prints "Entente is ready at …" when it answers.

  --json   one line of JSON instead: { "ready": address, "logins": [{ name, capacity }] }

Settings: PORT HOST PUBLIC_URL DATABASE_URL ENTENTE_DATA ENTENTE_SECRET ENTENTE_LOG ENTENTE_DEMO (see README.md)
${EXIT_CODES}`,
  import: `entente import FILE [--dry-run] [--json]
entente import FILE --into PARTNERSHIP/PLAN --as EMAIL [--json]

Reads a work plan from its document, plain text or Word (.docx), and says what was found and what is doubtful. FILE is "-" for standard
input. With --into the plan is entered into the register as well.

  --dry-run                  only read, enter nothing
  --json                     for machines: title, period, parties, objectives, priorities, lines, findings; nothing else on standard output
  --into PARTNERSHIP/PLAN    enter it there, for example --into asean-canada/2011-15
  --as EMAIL                 who enters it: a person of the secretariat, whose password is taken from ENTENTE_PASSWORD

Exit codes: 0 something was read, and entered if asked for; 1 it was not entered, one line says why; 2 the command or its file cannot be
used (missing, empty, too large, of another type, damaged, without numbered items), one line says why.
`,
  demo: `entente demo [--json]

Loads the demonstration, a partnership with its plan and invented people, into an empty database. Refused in production.

  --json   one line of JSON: { "plan", "nodes", "organisations" }

Settings: DATABASE_URL ENTENTE_DATA (see README.md)
${EXIT_CODES}`,
  migrate: `entente migrate [--print-roles] [--json]

Brings the database to this version. May be run while the site is up, and by two at once.

  --print-roles   only print the SQL that a database administrator must run once
  --json          one line of JSON: { "ran": [names of migrations] }

Settings: DATABASE_URL ENTENTE_DATA (see README.md)
${EXIT_CODES}`,
};
