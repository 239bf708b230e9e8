/** What is offered while an option is typed: laws, provisions, topics, institutions, norms and countries of the corpus. */
import { MEMBER_STATES } from '../../src/corpus/member-states.ts';
import type { CorpusIndex } from '../../src/index/corpus-index.ts';
import { fold } from '../../src/text/normalise.ts';
import type { Choice } from './commands/command.ts';
import { shortName } from './custom-ids.ts';
import { idsOf } from './items.ts';
import { plain } from './render/escape.ts';
import { cut, LONGEST_CHOICE, MOST_CHOICES } from './render/limits.ts';

/** Something that may be chosen, with the words by which it is found. */
interface Entry {
  name: string;
  value: string;
  /** Folded words: of its name, its short forms, its id. */
  words: readonly string[];
  jurisdiction: string;
}

interface Lists {
  laws: Entry[];
  topics: Entry[];
  bodies: Entry[];
  norms: Entry[];
  questions: Entry[];
}

/** Lists are made once for a corpus and kept as long as it is. */
const lists = new WeakMap<CorpusIndex, Lists>();

/** Laws by title, short title, other names and id. The value of a choice is the id. */
export function laws(index: CorpusIndex, typed: string): Choice[] {
  return matching(listsOf(index).laws, typed);
}

/** Topics that states can be compared on. The value is the id. */
export function topics(index: CorpusIndex, typed: string): Choice[] {
  return matching(listsOf(index).topics, typed);
}

/** Institutions by name, acronym and other names. The value is the id. */
export function bodies(index: CorpusIndex, typed: string): Choice[] {
  return matching(listsOf(index).bodies, typed);
}

/** The norms of responsible State behaviour and what ASEAN did about them. The value is `(f)`, or `short:` and a short name of the item. */
export function norms(index: CorpusIndex, typed: string): Choice[] {
  return matching(listsOf(index).norms, typed);
}

/** Questions that are answered well, as a start for one's own. The value is the question. */
export function questions(index: CorpusIndex, typed: string): Choice[] {
  return typed.trim() === '' ? listsOf(index).questions.slice(0, MOST_CHOICES).map(choiceOf) : matching(listsOf(index).questions, typed);
}

/** Provisions of a law by ref and heading, in the law's order. The value is the ref. */
export function provisions(index: CorpusIndex, law: string, typed: string): Choice[] {
  const entries = index.provisionsOf(law).flatMap((id) => {
    const provision = index.provision(id);
    return provision ? [entryOf(`${provision.ref} — ${provision.heading}`, provision.ref, [], '')] : [];
  });
  const number = typed.trim().toLowerCase();
  return matching(entries, typed, (entry) => number !== '' && entry.words.includes(number));
}

/** Countries for a list such as `SG, MY`: what is typed after the last comma is completed, what stands before it is kept. */
export function countries(index: CorpusIndex, typed: string): Choice[] {
  const parts = typed.split(',').map((part) => part.trim());
  const last = parts.pop() ?? '';
  const chosen = parts.filter((part) => part !== '').map((part) => part.toUpperCase());
  const kept = chosen.filter((code, n) => (MEMBER_STATES as readonly string[]).includes(code) && chosen.indexOf(code) === n);
  const entries = index
    .profiles()
    .filter(({ jurisdiction }) => !kept.includes(jurisdiction))
    .map(({ name, jurisdiction, names }) =>
      entryOf(
        [...kept, `${name} (${jurisdiction})`].join(', '),
        [...kept, jurisdiction].join(','),
        [name, jurisdiction, ...(names?.names ?? [])],
        jurisdiction,
        false,
      ),
    );
  return matching(entries, last);
}

/** The item that a value of `norms` stands for; undefined for what was typed and not chosen. */
export function itemOfShortName(index: CorpusIndex, value: string): string | undefined {
  return value.startsWith(SHORT) ? idsOf(index, [value.slice(SHORT.length)])[0] : undefined;
}

const SHORT = 'short:';
/** How the eleven norms are headed in the report that lists them. */
const LETTERED = /^Norm (\([a-k]\))/;

function listsOf(index: CorpusIndex): Lists {
  const known = lists.get(index);
  if (known) return known;
  const made = makeLists(index);
  lists.set(index, made);
  return made;
}

function makeLists(index: CorpusIndex): Lists {
  const comparable = index.topics.filter(({ comparison }) => comparison);
  return {
    laws: index
      .instruments()
      .map(({ id, title, short_title, aliases, native_title, jurisdiction }) =>
        entryOf(`${jurisdiction} · ${title}`, id, [id, short_title ?? '', native_title ?? '', ...aliases], jurisdiction),
      ),
    topics: comparable.map(({ id, label }) => entryOf(label, id, [id], '')),
    bodies: index
      .institutions()
      .map(({ id, name, acronym, aliases, jurisdiction }) =>
        entryOf(
          `${jurisdiction} · ${acronym && !name.includes(acronym) ? `${name} (${acronym})` : name}`,
          id,
          [id, ...aliases.map(String)],
          jurisdiction,
        ),
      ),
    norms: index.items
      .filter(({ kind, topics }) => kind === 'provision' && topics[0] === 'norms')
      .map(({ id, heading, parent, jurisdiction }) =>
        entryOf(
          `${heading} — ${index.instrument(parent)?.short_title ?? index.instrument(parent)?.title ?? ''}`,
          LETTERED.exec(heading)?.[1] ?? `${SHORT}${shortName(id)}`,
          [id],
          jurisdiction,
        ),
      )
      .sort((left, right) => Number(isLettered(right)) - Number(isLettered(left))),
    questions: [
      ...comparable.map(({ label }) => `Compare ${label} across ASEAN`),
      ...index.profiles().flatMap(({ name }) => comparable.map(({ label }) => `${label} in ${name}`)),
    ].map((question) => entryOf(question, question, [], '')),
  };
}

/** The norms that have letters come first: they are what people ask for. */
function isLettered({ name }: Entry): boolean {
  return LETTERED.test(name);
}

function entryOf(name: string, value: string, more: readonly string[], jurisdiction: string, withName = true): Entry {
  const text = [...(withName ? [name] : []), ...more].join(' ');
  return { name: cut(plain(name), LONGEST_CHOICE), value, words: wordsOf(text), jurisdiction };
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Longest text that is looked at: nobody types more to find a law. */
const LONGEST_TYPED = 100;

/** Entries in which every typed word begins a word, those first that begin as typed; at most 25. */
function matching(entries: readonly Entry[], typed: string, first: (entry: Entry) => boolean = () => false): Choice[] {
  const wanted = wordsOf(typed.slice(0, LONGEST_TYPED));
  const ranked = entries.flatMap((entry, place) => {
    const found = wanted.every((word) => entry.words.some((own) => own.startsWith(word)));
    if (!found) return [];
    const whole = wanted.filter((word) => entry.words.includes(word)).length;
    return [{ entry, place, rank: (first(entry) ? 1_000 : 0) + whole * 10 + Number(entry.words[0] === wanted[0]) }];
  });
  ranked.sort((left, right) => right.rank - left.rank || left.place - right.place);
  return ranked
    .slice(0, MOST_CHOICES)
    .map(({ entry }) => entry)
    .map(choiceOf);
}

function choiceOf({ name, value }: Entry): Choice {
  return { name, value: value.slice(0, LONGEST_CHOICE) };
}
