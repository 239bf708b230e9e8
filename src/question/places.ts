/** Which jurisdictions a question is about. */
import { MEMBER_STATES } from '../corpus/member-states.ts';
import type { Mention } from './question.ts';

/** Codes that are words of their own in small letters, or stand for something else in capitals (`ID`). */
const STRICT_CODES = new Set(['ID', 'MY', 'LA', 'MM', 'TH', 'TL', 'BN', 'KH']);

/** Language -> the state whose law a question in that language is about, if nothing else says so. */
const LANGUAGE_STATE: Record<string, string> = {
  id: 'ID',
  ms: 'MY',
  th: 'TH',
  vi: 'VN',
  fil: 'PH',
  km: 'KH',
  lo: 'LA',
  my: 'MM',
  tet: 'TL',
  pt: 'TL',
};

/**
 * Jurisdictions of place mentions, in order, each once. A place inside the name of something else is no place of the
 * question, unless that is of the place: the Hanoi Convention is not about Viet Nam, Thailand's PDPA is about Thailand.
 */
export function placesOf(mentions: Mention[], text: string, jurisdictionOf: (id: string) => string | undefined): string[] {
  const names = mentions.filter(({ kind }) => kind === 'instrument' || kind === 'institution' || kind === 'misnomer');
  const inside = ({ from, to, targets }: Mention): boolean =>
    names.some(
      (name) =>
        name.from <= from &&
        to <= name.to &&
        name.to - name.from > to - from &&
        !name.targets.some((id) => jurisdictionOf(id) === targets[0]),
    );
  const named = mentions.filter((mention) => mention.kind === 'place' && !inside(mention)).map(({ targets }) => targets[0] as string);
  return [...new Set([...named, ...codesIn(text)])];
}

const PREPOSITIONS = new Set(['in', 'for', 'of', 'vs', 'to', 'from', 'di', 'and', 'sa']);
const JOINING = new Set(['and', 'or', 'vs', 'versus', 'dan', 'at']);

/**
 * States that are named by their ISO code: `in SG and PH`; small letters only after a preposition or beside another
 * code (`in sg`, `sg vs ph`).
 */
export function codesIn(text: string): string[] {
  const shouted = !/[a-z]/.test(text);
  const words = text.split(/[^\p{L}\p{N}]+/u);
  const found: string[] = [];
  words.forEach((word, n) => {
    const code = word.toUpperCase();
    if (!isCode(code)) return;
    const preposition = PREPOSITIONS.has((words[n - 1] ?? '').toLowerCase());
    const beside = [words[n - 1], words[n + 1]].some((other) => other !== undefined && isCode(other));
    const joined = [-1, 1].some((way) => JOINING.has((words[n + way] ?? '').toLowerCase()) && standsAlone(words[n + 2 * way]));
    const strict = STRICT_CODES.has(code);
    const capital = word === code && !shouted;
    if (capital ? !strict || preposition || beside || joined : !strict && (preposition || joined || shouted)) found.push(code);
  });
  return found;
}

function isCode(word: string): boolean {
  return (MEMBER_STATES as readonly string[]).includes(word);
}

/** Whether a word can be read as a code at all: written in capitals, or no word of its own in small letters. */
function standsAlone(word: string | undefined): boolean {
  return word !== undefined && isCode(word.toUpperCase()) && (isCode(word) || !STRICT_CODES.has(word.toUpperCase()));
}

/** States that share a language with the one that it suggests first. */
const SHARED: Record<string, readonly string[]> = { ms: ['BN', 'SG'] };

/**
 * The state that a question which names none is about: that of its language, else where it is asked from. A question
 * in Thai is about Thailand in a channel of Singapore too; one in Malay is about Brunei there where it is asked.
 */
export function suggestedPlace(language: string, home?: string): string | undefined {
  const ofLanguage = LANGUAGE_STATE[language];
  if (ofLanguage === undefined || (home !== undefined && SHARED[language]?.includes(home))) return home ?? ofLanguage;
  return ofLanguage;
}
