import { z } from 'zod';
import { nameCountry } from '../modules/directory/index.ts';
import { LANGUAGES } from '../platform/i18n/index.ts';
import { UsageError } from './arguments.ts';

const Words = z.strictObject({ en: z.string().trim().min(1).max(400), fr: z.string().trim().min(1).max(400) });
const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and single hyphens')
  .max(60);
const Iso2 = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be the ISO 3166 code of a state, two capital letters')
  .refine((code) => nameCountry('en', code) !== code, 'is the code of no state');

const Founder = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** How lists sort it; the name itself where nothing is said. */
  sortAs: z.string().trim().min(1).max(200).optional(),
  title: Words,
  email: z.string().trim().toLowerCase().max(254).pipe(z.email('must be an address for mail')),
  lang: z.enum(LANGUAGES),
});

const Party = z.strictObject({
  slug: Slug,
  kind: z.enum(['state', 'bloc']),
  name: Words,
  formalName: Words.optional(),
  iso2: Iso2.optional(),
  since: z.iso.date().optional(),
  /** Member states of a bloc by their ISO 3166 codes; their names are those of the United Nations and of Unicode. */
  members: z.array(Iso2).max(200).default([]),
  /** Who speaks for the party first, and invites its people. */
  speaker: Founder,
});

const FoundingFile = z
  .strictObject({
    slug: Slug,
    name: Words,
    description: Words,
    partyOrder: z.enum(['listed', 'yearly']).default('listed'),
    /** In protocol order. */
    parties: z.array(Party).min(2, 'must name the parties, two or more').max(12),
    /** Who gives the first mandates to those who serve all parties. */
    administrator: Founder,
  })
  .superRefine((file, context) => {
    const say = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    for (const [index, party] of file.parties.entries()) {
      if (party.kind === 'state' && party.members.length > 0) say(['parties', index, 'members'], 'only a bloc has members');
      if (party.kind === 'bloc' && party.iso2) say(['parties', index, 'iso2'], 'a bloc has no code of a state');
      if (new Set(party.members).size < party.members.length) say(['parties', index, 'members'], 'names a state twice');
      if (file.parties.findIndex((other) => other.slug === party.slug) < index)
        say(['parties', index, 'slug'], 'is that of another party');
    }
    const addresses = [file.administrator, ...file.parties.map((party) => party.speaker)].map((founder) => founder.email);
    if (new Set(addresses).size < addresses.length)
      say(['administrator', 'email'], 'and those of the speakers must be different people: each acts for one side alone');
  });

export type FoundingFile = z.output<typeof FoundingFile>;
export type Founder = z.output<typeof Founder>;

/**
 * Reads the file that says which partnership to found.
 *
 * @throws UsageError with one line that names every place that is wrong, and what it must be
 */
export function readFoundingFile(text: string, name: string): FoundingFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name} is no JSON: ${(error as Error).message}.`);
  }
  const read = FoundingFile.safeParse(json);
  if (read.success) return read.data;
  const said = read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new UsageError(`${name} cannot be used. ${said.slice(0, 8).join('; ')}.`);
}

/** What `--example` prints: a file to begin with. */
export const EXAMPLE: z.input<typeof FoundingFile> = {
  slug: 'asean-canada',
  name: { en: 'ASEAN–Canada partnership', fr: 'Partenariat ANASE–Canada' },
  description: {
    en: 'Joint cooperation between the member states of ASEAN and Canada.',
    fr: 'Coopération conjointe entre les États membres de l’ANASE et le Canada.',
  },
  partyOrder: 'yearly',
  parties: [
    {
      slug: 'asean',
      kind: 'bloc',
      name: { en: 'ASEAN', fr: 'ANASE' },
      members: ['BN', 'KH', 'ID', 'LA', 'MY', 'MM', 'PH', 'SG', 'TH', 'VN'],
      speaker: {
        name: 'Full Name',
        sortAs: 'Name, Full',
        title: { en: 'Country coordinator', fr: 'Pays coordonnateur' },
        email: 'coordinator@mfa.example',
        lang: 'en',
      },
    },
    {
      slug: 'canada',
      kind: 'state',
      iso2: 'CA',
      name: { en: 'Canada', fr: 'Canada' },
      speaker: {
        name: 'Full Name',
        title: { en: 'Director, Southeast Asia', fr: 'Directrice, Asie du Sud-Est' },
        email: 'director@international.example',
        lang: 'fr',
      },
    },
  ],
  administrator: {
    name: 'Full Name',
    title: { en: 'Administrator', fr: 'Administratrice' },
    email: 'administrator@secretariat.example',
    lang: 'en',
  },
};
