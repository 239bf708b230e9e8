/** Corpus -> the phrases by which its parts are called in a question, for the recogniser. */
import type { Corpus } from '../corpus/load.ts';
import { tokenise, UNSPACED } from '../text/analyse.ts';
import { fold } from '../text/normalise.ts';

export const PHRASE_KINDS = [
  'place',
  'outside',
  'outside-law',
  'instrument',
  'institution',
  'misnomer',
  'misconception',
  'case',
  'term',
  'topic',
  'cue',
  'scope',
] as const;
export type PhraseKind = (typeof PHRASE_KINDS)[number];

/** A phrase as stems with one space between them, and what it stands for. */
export interface Phrase {
  key: string;
  kind: PhraseKind;
  target: string;
  /** The phrase as it was written in the corpus. */
  written: string;
  /** A short form that is an ordinary word in small letters: met in capitals only. */
  strict?: boolean;
}

/**
 * A key of the phrase table: the stems of all words, stop words kept, since `in force` and `who` are phrases too. Names
 * in scripts without spaces are met as parts of a text and stay as they are.
 */
export function phraseKey(text: string): string {
  if (UNSPACED.test(text)) return fold(text).replace(/\s+/g, ' ').trim();
  return tokenise(text)
    .map((token) => token.term)
    .join(' ');
}

/** All phrases of a corpus, each once per target. */
export function phrasesOf(corpus: Corpus): Phrase[] {
  const phrases = new Map<string, Phrase>();
  const add = (kind: PhraseKind, target: string, written: string | null | undefined): void => {
    if (!written) return;
    const key = phraseKey(written);
    if (key.length < 2 && !/\p{Script=Han}/u.test(key)) return;
    const unique = `${kind}|${target}|${key}`;
    if (!phrases.has(unique)) phrases.set(unique, { key, kind, target, written });
  };
  for (const { jurisdiction, name, official_name, names } of corpus.profiles) {
    for (const written of [name, official_name, ...(names?.names ?? []), ...(names?.demonyms ?? [])]) {
      if (written.length > 2 || UNSPACED.test(written)) add('place', jurisdiction, written);
    }
    for (const written of names?.places ?? []) add('place', jurisdiction, written);
  }
  for (const { id, outside, name, names, demonyms, places, laws } of corpus.places) {
    for (const written of [name, ...names, ...demonyms, ...places]) add(outside ? 'outside' : 'place', id, written);
    for (const written of laws) add('outside-law', id, written);
  }
  for (const { id, title, native_title, short_title, aliases, citation } of corpus.instruments) {
    const full = [title, native_title, short_title, ...aliases];
    for (const written of full) {
      add('instrument', id, written);
      for (const variant of shorter(written)) add('instrument', id, variant);
      if (written && /\bNo\.? ?\d/.test(written)) add('instrument', id, written.replace(/\bNo\.? ?(?=\d)/, ''));
    }
    for (const part of citation?.split(/[;,]/) ?? [])
      if (isCitation(part))
        for (const form of [part, part.replace(/\bNo\.? ?(?=\d)/, ''), part.replace(/^\s*Republic Act (?:No\.? ?)?/, 'RA ')])
          add('instrument', id, form);
  }
  for (const { id, name, acronym, aliases, misnomers } of corpus.institutions) {
    for (const written of [name, acronym, ...aliases]) {
      add('institution', id, written);
      const bracketed = /^(.*?)\s*\(([^)]+)\)\s*$/.exec(written ?? '');
      if (bracketed) for (const part of bracketed.slice(1)) add('institution', id, part);
    }
    for (const written of misnomers) add('misnomer', id, written);
  }
  for (const { id, says } of corpus.misconceptions) for (const written of says) add('misconception', id, written);
  for (const { id, title } of corpus.cases) add('case', id, title);
  for (const { term, aliases, translations } of corpus.terms) {
    for (const written of [term, ...aliases, ...Object.values(translations).flat()]) add('term', term, written);
  }
  for (const { id, label } of corpus.topics) for (const written of [label, id.replaceAll('-', ' ')]) add('topic', id, written);
  for (const { id, words } of corpus.cues) for (const written of Object.values(words).flat()) add('cue', id, written);
  for (const { id, names } of corpus.scopes) for (const written of names) add('scope', id, written);
  const ordinary = ordinaryWords(corpus);
  return [...phrases.values()].map((phrase) => ({
    ...phrase,
    strict: isShortForm(phrase.written) && (phrase.written.length === 2 || ordinary.has(fold(phrase.written))),
  }));
}

/** `Undang-Undang Nomor 27 Tahun 2022` is also written `UU No. 27 Tahun 2022` and `UU 27/2022`. */
function indonesianNumbers(number: string): string[] {
  const [, law, digits, year] = /^(.*?) Nomor (\d+) Tahun (\d{4})$/.exec(number) ?? [];
  if (!law || !digits || !year) return [];
  const short = /^Undang-Undang/.test(law) ? 'UU' : /^Peraturan Pemerintah/.test(law) ? 'PP' : law;
  return [
    `${short} Nomor ${digits} Tahun ${year}`,
    `${short} No ${digits} Tahun ${year}`,
    `${short} ${digits} Tahun ${year}`,
    `${short} ${digits}/${year}`,
  ];
}

/** `RA 10175`, `Act 854` and `Law 24/2018/QH14` cite a law; a year, a date or a word on amendments does not. */
function isCitation(part: string): boolean {
  return (
    /\p{L}.*\d|\d+\/\d+/u.test(part) &&
    !/amend|effective|in force|edition|gazette|\b\d{1,2} \p{L}+ \d{4}/iu.test(part) &&
    !/^\s*(as of |of )?\d{4}\s*$/.test(part)
  );
}

/** A name in capitals only: `PDPA`, `FIRST`, `B.E.`. */
export function isShortForm(written: string): boolean {
  return /^[\p{Lu}\d.\-/]{2,8}$/u.test(written);
}

/** Words that stand in small letters in the digests: a short form that is one of them must be written in capitals. */
function ordinaryWords(corpus: Corpus): Set<string> {
  const words = new Set<string>();
  for (const { provisions } of corpus.instruments) {
    for (const { text } of provisions) for (const [word] of text.matchAll(/\b[a-z]{2,8}\b/g)) words.add(word);
  }
  return words;
}

/** A law `Nomor 27 Tahun 2022 tentang X` is called by its number or by its subject. `Cybersecurity Act 2018` is also called `Cybersecurity Act`; `Act on X (No. 5)` is also called `Act on X`. */
function* shorter(title: string | null): Generator<string> {
  if (!title) return;
  const [number, subject] = title.split(/ tentang (.+)/);
  if (number && subject) yield* [number, subject, ...indonesianNumbers(number)];
  const bare = title
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\bB\.?E\.? ?\d{4}\b/g, ' ')
    .trim();
  const undated = bare.replace(/[,\s]+(of\s+)?(1[89]|2[0-9])\d{2}$/, '').trim();
  for (const candidate of [bare, undated, undated.replace(/^the\s+/i, '')]) {
    if (candidate !== title && candidate.split(/\s+/).length >= 2) yield candidate;
  }
}
