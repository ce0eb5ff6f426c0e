const EXIT_CODES = `Exit codes: 0 done; 1 it failed, one line says why; 2 the command or its file cannot be used, one line says why.
`;

/** What `entente --help` prints. */
export const HELP = `Entente: the working system of a joint cooperation work plan

  entente serve      serve the site (npm start does this)
  entente import     read a work plan from its document, and enter it
  entente found      found a partnership with its parties and first people
  entente report     write a matrix of a plan into a file
  entente user       help or close one account
  entente demo       load the demonstration into an empty database
  entente migrate    bring the database to this version
  entente backup     write database and files into one file, while the program runs
  entente restore    give an empty installation what a backup holds
  entente audit      prove that the audit is as it was written
  entente doctor     say in plain words what is wrong with an installation

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

Reads a work plan from its document (Word, PDF, web page, Excel, CSV or plain text), and says what was found and what is doubtful. FILE is "-" for standard
input. With --into the plan is entered into the register as well.

  --dry-run                  only read, enter nothing
  --json                     for machines: title, period, parties, objectives, priorities, lines, findings; nothing else on standard output
  --into PARTNERSHIP/PLAN    enter it there, for example --into asean-canada/2011-15
  --as EMAIL                 who enters it: a person of the secretariat, whose password is taken from ENTENTE_PASSWORD,
                             and a code of the second factor, for whoever has one, from ENTENTE_CODE

Exit codes: 0 something was read, and entered if asked for; 1 it was not entered, one line says why; 2 the command or its file cannot be
used (missing, empty, too large, of another type, damaged, without numbered items), one line says why.
`,
  found: `entente found FILE [--json]
entente found --example

Founds a partnership: its parties, their member states, its first administrator and the first speaker of each party, and invites these. Everybody
else is invited by them. FILE is JSON, "-" for standard input; --example prints one to begin with. All of it happens, or nothing. Without a mail
server the links of the invitations are printed, once.

  --example   print an example of FILE
  --json      one line of JSON: { "partnership": address, "invited": [{ "name", "email", "invitation" }] }

Settings: PUBLIC_URL DATABASE_URL ENTENTE_DATA ENTENTE_SMTP_URL ENTENTE_MAIL_FROM (see README.md)
${EXIT_CODES}`,
  report: `entente report matrix --plan PARTNERSHIP/PLAN --format docx|pdf|xlsx|csv|html|json --out FILE
                      [--as-of DATE] [--lang en|fr] [--columns NAME,NAME] [--as EMAIL --role ROLE]

Writes the matrix of a plan, its own words beside the columns that are asked for, into a new file, or an old one in its place. Without --as it holds what everybody
may read.

  --plan PARTNERSHIP/PLAN   for example asean-canada/2007-10
  --as-of DATE              as it stood at the end of that day, 2008-06-30; today where it is not said
  --lang en|fr              the language of the document; en where it is not said
  --columns NAME,NAME       translation, promise, qualifiers, priority, stage, readers; and for a side: lineToTake, background, nextStep, whose, due
  --as EMAIL                for whom it is written: the file holds what that person sees. The password is taken from ENTENTE_PASSWORD, and a code
                            of the second factor, for whoever has one, from ENTENTE_CODE
  --role ROLE               in which capacity: speaker, focal-point, contributor, secretariat, observer, administrator; speaker where it is not said

Settings: DATABASE_URL ENTENTE_DATA PUBLIC_URL (see README.md)
${EXIT_CODES}`,
  user: `entente user sessions EMAIL [--json]
entente user end-sessions EMAIL [--json]
entente user suspend EMAIL [--json]
entente user restore EMAIL [--json]
entente user drop-factor EMAIL [--json]

What the keeper of the installation does for one account. Each act takes effect at once, while the site runs, and stands in the audit.

  sessions       whether it may sign in, and where it is signed in
  end-sessions   end all its sessions; it may sign in again
  suspend        close it: nobody signs in with it, and its sessions end
  restore        open it again
  drop-factor    take away a second factor whose phone and codes on paper are lost; make sure first who asks you for it
  --json         one line of JSON instead

Settings: DATABASE_URL ENTENTE_DATA (see README.md)
${EXIT_CODES}`,
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
  backup: `entente backup FILE [--to age1…] [--json]
entente backup FILE --verify [--key KEYFILE] [--json]
entente backup KEYFILE --make-key [--json]

Writes the whole installation, database and stored files, into one new file while the program runs: a tar packed by gzip, of one moment. It
holds everybody’s private words, so encrypt it: --make-key makes a key, and prints the public part for --to. Settings, the secret among
them (ENTENTE_SECRET, or the file "secret" in ENTENTE_DATA), are not in it: keep them too.

  --to age1…      encrypt it for that public key (age, RFC 7748 keys; age -d opens it as well)
  --verify        read a backup and compare every table and every file with the hashes in it
  --key KEYFILE   the file with the key of an encrypted one
  --make-key      make a key and write it to KEYFILE; keep it away from this machine
  --json          one line of JSON instead

Settings: DATABASE_URL ENTENTE_DATA (see README.md)
${EXIT_CODES}`,
  restore: `entente restore FILE [--key KEYFILE] [--json]

Gives an empty installation what a backup holds, compares every table and file, and brings an older backup to this version. Refused where
anything is stored already. All sessions are ended.

  --key KEYFILE   the file with the key of an encrypted backup
  --json          one line of JSON: { "madeAt", "tables", "rows", "files", "migrated" }

Settings: DATABASE_URL ENTENTE_DATA (see README.md)
${EXIT_CODES}`,
  audit: `entente audit verify [--anchor FILE] [--json]
entente audit anchor

Recomputes the chain over the audit of each partnership: a changed, missing or moved entry is named. Keep what "anchor" prints with every
party: later, "verify --anchor" proves that nothing before it was written anew.

  --anchor FILE   older seals, as "entente audit anchor" printed them
  --json          one line of JSON: { "entries", "seals", "waiting", "anchors", "troubles" }

Settings: DATABASE_URL ENTENTE_DATA (see README.md)
Exit codes: 0 the audit is whole; 1 it is not, a line says where; 2 the command cannot be used.
`,
  doctor: `entente doctor [--json]

Looks at an installation and says what is wrong and how to mend it: settings, folder, disk, database, walls, migrations, files, audit. Changes
nothing.

  --json   one line of JSON: { "findings": [{ "what", "state", "said" }] }

Settings: as for "entente serve" (see README.md)
Exit codes: 0 nothing is wrong; 1 something is; 2 the command cannot be used.
`,
};
