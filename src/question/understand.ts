/** Text -> Question. */
import { isMemberState } from '../corpus/member-states.ts';
import { pinpointsOf } from '../corpus/pinpoints.ts';
import type { CorpusIndex } from '../index/corpus-index.ts';
import { isShortForm } from '../index/phrases.ts';
import { type Token, terms as termsOf, tokenise } from '../text/analyse.ts';
import { languageOf } from '../text/language.ts';
import { clean, LONGEST_QUESTION } from '../text/normalise.ts';
import { dateOf } from './dates.ts';
import { actingStates, asksReach } from './direction.ts';
import { inItsLanguage } from './in-language.ts';
import { resolveInstitutions, resolveInstruments } from './names.ts';
import { placesOf, suggestedPlace } from './places.ts';
import type { Intent, Mention, Question } from './question.ts';
import { recognise } from './recognise.ts';
import { correctSpelling } from './spelling.ts';
import { WEIGHT } from './term-weights.ts';

export interface UnderstandOptions {
  /** Jurisdictions to which the question is limited, whatever it says. */
  in?: readonly string[] | undefined;
  /** Where the question is asked from: counts where it names no place. */
  home?: string | undefined;
}

/** What a question says, taken alone. */
export function understand(index: CorpusIndex, raw: string, options: UnderstandOptions = {}): Question {
  const text = clean(raw).slice(0, LONGEST_QUESTION);
  const language = languageOf(text);
  const { tokens, spelling } = correctSpelling(index, tokenise(text));
  const mentions = inItsLanguage(index, recognise(index, text, tokens), language);
  const pinpoints = pinpointsOf(text);
  const places =
    options.in && options.in.length > 0
      ? [...options.in]
      : placesOf(mentions, text, (id) => (index.instrument(id) ?? index.institution(id))?.jurisdiction);
  const intents = new Set(targetsOf(mentions, 'cue') as Intent[]);
  const suggested = suggestedPlace(language, isOverStates(intents) ? undefined : options.home);
  const resolved = resolveInstruments(index, mentions, places, suggested, pinpoints);
  const bodies = resolveInstitutions(index, mentions, places, suggested);
  const { institutions } = bodies;
  const misnomers = mentions
    .filter((mention) => mention.kind === 'misnomer' && isMeant(index, mention, places))
    .map(({ written, targets }) => ({ said: written, institution: targets[0] as string }));
  const ofInstruments = resolved.instruments.map((id) => index.instrument(id)?.jurisdiction);
  const implied =
    ofInstruments.length > 0
      ? ofInstruments
      : [...institutions, ...misnomers.map(({ institution }) => institution)].map((id) => index.institution(id)?.jurisdiction);
  if (places.length === 0) for (const place of implied) if (place && !places.includes(place)) places.push(place);
  if (!intents.has('cooperation') && asksReach(tokens, places, targetsOf(mentions, 'outside'))) intents.add('reach');
  // A channel's default country is as good as named; what a language suggests is a guess.
  if (places.length === 0 && suggested !== undefined && suggested === options.home) places.push(suggested);
  return {
    text,
    scopeText: text,
    language,
    mentions,
    places,
    hintedPlaces: places.length === 0 && suggested ? [suggested] : [],
    outside: targetsOf(mentions, 'outside'),
    outsideLaws: targetsOf(mentions, 'outside-law'),
    placesTogether: areTogether(tokens, mentions, places),
    acting: actingStates(text, tokens, mentions, places),
    instruments: resolved.instruments,
    ambiguous: resolved.ambiguous ?? (resolved.instruments.length === 0 ? bodies.ambiguous : null),
    institutions: [...new Set([...institutions, ...misnomers.map(({ institution }) => institution)])],
    misnomers,
    pinpoints,
    intents,
    labelledTopics: targetsOf(mentions, 'topic'),
    namedTopics: namedTopics(index, mentions),
    glossary: targetsOf(mentions, 'term'),
    terms: searchTerms(tokens, mentions),
    date: dateOf(text),
    spelling,
  };
}

/** Whether a question without a place is about all states, wherever it is asked. */
function isOverStates(intents: ReadonlySet<Intent>): boolean {
  return intents.has('compare') || intents.has('list');
}

/** Words that join the places of a list, in the languages of the region. */
const JOINING = new Set('and n or vs versus v dan at va và e sama plus against dengan atau ho hoac kontra or'.split(' '));

/** Whether two places stand side by side with no more than a joining word between, or three are named at all. */
function areTogether(tokens: Token[], mentions: Mention[], places: readonly string[]): boolean {
  const named = mentions.filter(({ kind }) => kind === 'place');
  const joined = named.some((place, n) => {
    const next = named[n + 1];
    return (
      next !== undefined &&
      next.targets[0] !== place.targets[0] &&
      next.from >= place.to &&
      tokens.slice(place.to + 1, next.from).every(({ word }) => JOINING.has(word))
    );
  });
  return joined || places.filter(isMemberState).length >= 3 || codesStandTogether(tokens);
}

function codesStandTogether(tokens: Token[]): boolean {
  const isCode = (token: Token | undefined): boolean => token?.capitals === true && isMemberState(token.word.toUpperCase());
  return tokens.some(
    (token, n) => isCode(token) && (isCode(tokens[n + 1]) || (JOINING.has(tokens[n + 1]?.word ?? '') && isCode(tokens[n + 2]))),
  );
}

function targetsOf(mentions: Mention[], kind: Mention['kind']): string[] {
  return [...new Set(mentions.filter((mention) => mention.kind === kind).flatMap(({ targets }) => targets))];
}

/** A wrong name of a state's body is met where the question is about that state, or where nobody else could be called so. */
function isMeant(index: CorpusIndex, { targets, written }: Mention, places: readonly string[]): boolean {
  const jurisdiction = index.institution(targets[0] as string)?.jurisdiction ?? '';
  return !isMemberState(jurisdiction) || places.includes(jurisdiction) || (places.length === 0 && isShortForm(written));
}

function namedTopics(index: CorpusIndex, mentions: Mention[]): string[] {
  const topics = new Set<string>();
  for (const { kind, targets } of mentions) {
    if (kind === 'topic') for (const topic of targets) topics.add(topic);
    if (kind === 'term') for (const term of targets) for (const topic of index.term(term)?.topics ?? []) topics.add(topic);
  }
  return [...topics];
}

/** A term that was written in English is searched for as it was written; the others are translated. */
function isEnglish(written: string, targets: string[]): boolean {
  return targets.some((target) => target.toLowerCase() === written.toLowerCase());
}

function searchTerms(tokens: Token[], mentions: Mention[]): Map<string, number> {
  const weights = new Map<string, number>();
  const raise = (term: string, weight: number): void => {
    if (weight > (weights.get(term) ?? 0)) weights.set(term, weight);
  };
  tokens.forEach((token, n) => {
    if (token.stop) return;
    const covering = mentions.filter(({ from, to }) => from <= n && n <= to);
    let weight: number = WEIGHT.plain;
    for (const { kind } of covering) {
      if (kind === 'place') weight = Math.min(weight, WEIGHT.place);
      else if (kind === 'instrument' || kind === 'institution' || kind === 'cue') weight = Math.min(weight, WEIGHT[kind]);
    }
    raise(token.term, weight);
  });
  for (const { kind, targets, written } of mentions) {
    if (kind !== 'term' || isEnglish(written, targets)) continue;
    for (const target of targets) for (const term of termsOf(target)) raise(term, WEIGHT.translated);
  }
  for (const [term, weight] of weights) if (weight === 0) weights.delete(term);
  return weights;
}
