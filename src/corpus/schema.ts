/**
 * The shapes of the corpus files (CONTRIBUTING.md tells a reader what each field means).
 *
 * This module loads zod; import values from it only where YAML is read. The types cost nothing at run time.
 */
import { z } from 'zod';
import { MEMBER_STATES } from './member-states.ts';
import { isDate } from './partial-date.ts';

export { MEMBER_STATES } from './member-states.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case: lower-case letters, digits and single hyphens');
const text = z.string().trim().min(1, 'must not be empty');
const https = z.url({
  protocol: /^https$/,
  error: 'must be a web address that starts with https://',
});
/** YYYY, YYYY-MM or YYYY-MM-DD; YAML reads a bare year as a number. */
const date = z
  .union([z.string(), z.number().int()])
  .transform(String)
  .refine((value) => isDate(value), 'must be a day that exists, as YYYY, YYYY-MM or YYYY-MM-DD');
const reference = z
  .string()
  .regex(
    /^((misconception|profile|term|topic):)?[^#\s][^#]*(#.+)?$/,
    'must be an id, "instrument-id#ref", "misconception:ID", "profile:CC#topic", "term:NAME" or, for asks, "topic:ID"',
  );

export const Checked = z.enum(['official', 'mirror', 'secondary', 'unverified']);
export const Jurisdiction = z.enum([...MEMBER_STATES, 'ASEAN', 'UN', 'INTL']);
export const Status = z.enum(['in-force', 'partly-in-force', 'not-yet-in-force', 'adopted', 'expired', 'superseded', 'repealed', 'draft']);

const Source = z.strictObject({ url: https, kind: z.enum(['official', 'mirror', 'secondary']) });

export const Provision = z.strictObject({
  ref: text,
  heading: text,
  text,
  topics: z.array(z.string()).min(1).max(4),
  cells: z.record(z.string(), text).optional(),
  former_refs: z.array(text).optional(),
  from: date.nullish(),
  until: date.nullish(),
  url: https.nullish(),
  checked: Checked,
  version_read: date.nullish(),
});

export const Instrument = z.strictObject({
  id,
  title: text,
  native_title: text.nullable(),
  short_title: text.nullable(),
  aliases: z.array(text),
  jurisdiction: Jurisdiction,
  kind: z.enum([
    'statute',
    'regulation',
    'decree',
    'order',
    'rules',
    'treaty',
    'declaration',
    'statement',
    'strategy',
    'framework',
    'guideline',
    'model-clauses',
    'action-plan',
    'report',
    'bill',
  ]),
  binding: z.boolean(),
  status: Status,
  citation: text.nullable(),
  adopted: date.nullable(),
  in_force: date.nullable(),
  ended: date.nullable(),
  replaces: z.array(id),
  replaced_by: id.nullable(),
  amended_by: z.array(z.strictObject({ title: text, date: date.nullable(), note: text.nullable() })),
  authorities: z.array(id),
  official_url: https.nullable(),
  summary: text,
  as_of: date,
  sources: z.array(Source),
  provisions: z.array(Provision).min(1),
});

export const Treaty = z.strictObject({
  status: z.enum(['party', 'signatory', 'invited', 'none', 'unknown']),
  date: date.nullable(),
  note: text.nullable(),
  checked: Checked,
});

/** How a place is called in questions: by name, by its people, by its cities. */
export const PlaceNames = z.strictObject({
  names: z.array(text).default([]),
  demonyms: z.array(text).default([]),
  places: z.array(text).default([]),
});

export const Profile = z.strictObject({
  jurisdiction: z.enum(MEMBER_STATES),
  name: text,
  official_name: text,
  names: PlaceNames.optional(),
  languages: z.array(z.string()).min(1),
  legal_system: text,
  asean_member_since: date,
  overview: text,
  authorities: z.record(
    z.enum(['cybersecurity-authority', 'data-protection-authority', 'national-cert', 'cybercrime-police', 'mla-central-authority']),
    id.nullable(),
  ),
  treaties: z.record(z.string(), Treaty),
  gaps: z.record(z.string(), z.strictObject({ text, checked: Checked })),
  as_of: date,
  sources: z.array(Source).min(1),
});

export const Institution = z.strictObject({
  id,
  name: text,
  acronym: text.nullable(),
  aliases: z.array(z.union([text, z.number().transform(String)])),
  misnomers: z.array(text),
  jurisdiction: Jurisdiction,
  kind: z.enum([
    'ministerial',
    'sectoral-body',
    'working-group',
    'secretariat',
    'regulator',
    'cert',
    'police',
    'prosecutor',
    'central-authority',
    'centre',
    'court',
    'partner-mechanism',
    'international-organisation',
  ]),
  established: date.nullable(),
  seat: text.nullable(),
  members: text.nullable(),
  mandate: text,
  legal_basis: z.array(id),
  reports_to: text.nullable(),
  contact: z.strictObject({ url: https.nullable(), report: text.nullable() }),
  topics: z.array(z.string()).min(1),
  as_of: date,
  sources: z.array(Source),
  checked: Checked,
});

export const Case = z.strictObject({
  id,
  title: text,
  jurisdiction: Jurisdiction,
  kind: z.enum(['incident', 'court-decision', 'regulator-decision', 'prosecution']),
  date: date.nullable(),
  facts: text,
  legal_response: text,
  cites: z.array(reference),
  topics: z.array(z.string()).min(1),
  as_of: date,
  sources: z.array(Source).min(1),
  checked: Checked,
});

export const Overview = z.strictObject({
  id,
  title: text,
  jurisdiction: Jurisdiction,
  topics: z.array(z.string()).min(1),
  statements: z.array(z.strictObject({ text, cites: z.array(reference).min(1) })).min(1),
  as_of: date,
});

export const Misconception = z.strictObject({
  id,
  says: z.array(text).min(1),
  correction: text,
  cites: z.array(reference).min(1),
  checked: Checked,
});

export const Term = z.strictObject({
  term: text,
  aliases: z.array(text),
  topics: z.array(z.string()),
  translations: z.record(z.string(), z.array(text)),
});

export const Asks = z.strictObject({ of: reference, asks: z.array(text).min(1) });

/** What the `of` of asks begins with that belong to a topic, whichever state they are about. */
export const OF_TOPIC = 'topic:';

export const Topic = z.strictObject({
  id,
  label: text,
  comparison: z.boolean(),
  says: text,
  question: text.optional(),
  /** The topic that holds the penalties of this one: whoever asks for a fine means that. */
  penalties: id.optional(),
});

/** A kind of question that LexSEA does not answer, with the reply and examples from which it is recognised. */
export const Scope = z.strictObject({
  id,
  reason: z.enum(['out-of-scope', 'not-covered']),
  reply: text,
  names: z.array(text).default([]),
  asks: z.array(text).default([]),
});

export type Instrument = z.infer<typeof Instrument>;
export type Provision = z.infer<typeof Provision>;
export type Profile = z.infer<typeof Profile>;
export type Treaty = z.infer<typeof Treaty>;
export type Institution = z.infer<typeof Institution>;
export type Case = z.infer<typeof Case>;
export type Overview = z.infer<typeof Overview>;
export type Misconception = z.infer<typeof Misconception>;
export type Term = z.infer<typeof Term>;
export type Asks = z.infer<typeof Asks>;
export type Topic = z.infer<typeof Topic>;
export type Scope = z.infer<typeof Scope>;
export type Checked = z.infer<typeof Checked>;
export type Status = z.infer<typeof Status>;
export type Jurisdiction = z.infer<typeof Jurisdiction>;

/** Sites on which a state or a body publishes its own law: names of hosts, for them and all below them. */
export const OfficialSites = z.strictObject({
  of: Jurisdiction,
  sites: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be the name of a host, as "gov.sg"')).min(1),
});
export type OfficialSites = z.infer<typeof OfficialSites>;

/** A region or a place outside ASEAN, as it is called in questions. Member states are named in their profiles. */
export const Place = z.strictObject({
  id: text,
  /** Its law is not in the corpus: a question about it alone is refused. */
  outside: z.boolean().default(false),
  name: text,
  ...PlaceNames.shape,
  /** Laws of an outside place: a question about one of them is about that law, whatever else it names. */
  laws: z.array(text).default([]),
});

/** Words that show what a question wants, by language: `figure`, `who`, `compare`, ... */
export const Cue = z.strictObject({ id, words: z.record(z.string(), z.array(text)) });

/** A fixed phrase of ours that states no law, by language. `{name}` is filled in. */
export const Phrase = z.strictObject({ id, text: z.record(z.string(), text).and(z.object({ en: text })) });

export type Place = z.infer<typeof Place>;
export type Cue = z.infer<typeof Cue>;
export type Phrase = z.infer<typeof Phrase>;
