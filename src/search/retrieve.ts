/** Question -> candidates: every item that might answer it, with what speaks for it. */
import type { SearchOptions } from 'minisearch';
import { isMemberState } from '../corpus/member-states.ts';
import type { CorpusIndex } from '../index/corpus-index.ts';
import { DIMENSIONS } from '../index/semantic.ts';
import type { Question, TopicWeight } from '../question/question.ts';
import { topicsOf, topN } from './topics.ts';

export interface Evidence {
  question: Question;
  /** BM25+ score of every item, 0 where no term matched. */
  words: Float64Array;
  /** Cosine of the question's vector with every item. */
  meaning: Float64Array;
  /** Cosine with every scope of corpus/scope.yaml. */
  scopes: number[];
  topics: TopicWeight[];
  /** Numbers of the items to be ranked. */
  candidates: number[];
  /** Share of the question's information that an item holds, by number, for the candidates. */
  covered: Map<number, number>;
  /** Share of the question's rare information that an item holds, by number; only for items that hold some. */
  rare: Map<number, number>;
  /** Share of the question's information that any item knows at all, 0..1. */
  known: number;
}

const PER_METHOD = 40;
const PER_TOPIC = 12;
/** A term in no more items than this is rare: a name, or the one word that decides. */
const RARE = 12;

export const FIELD_BOOST = { heading: 2, text: 1, asks: 1, names: 0.3, topics: 0.6 };

/** Collects candidates by words, by meaning, by name and by topic, within the jurisdictions of the question. */
export function retrieve(index: CorpusIndex, question: Question): Evidence {
  const allowed = allowedJurisdictions(question);
  const { words, meaning, scopes, rare, covered } = score(index, question.terms, searched(question));
  const blended = blend(words, meaning);
  const topics = topicsOf(index, blended, question);
  const admitted = (n: number): boolean => allowed === null || allowed.has(index.items[n]?.jurisdiction ?? '');
  const candidates = new Set<number>();
  const admittedItems = allowed === null ? null : index.items.map((_, n) => admitted(n));
  const within = (scores: Float64Array): Float64Array =>
    admittedItems === null ? scores : scores.map((value, n) => (admittedItems[n] ? value : 0));
  for (const scores of [words, meaning]) for (const n of topN(within(scores), PER_METHOD)) candidates.add(n);
  for (const id of question.institutions) addById(index, candidates, id);
  for (const id of question.instruments) for (const provision of index.provisionsOf(id)) addById(index, candidates, provision);
  for (const { targets, kind } of question.mentions) {
    if (kind === 'misconception') for (const id of targets) addById(index, candidates, `misconception:${id}`);
    if (kind === 'case') for (const id of targets) addById(index, candidates, id);
  }
  if (question.intents.has('contact') || question.intents.has('who')) {
    const states = new Set([...question.places, ...question.hintedPlaces].filter(isMemberState) as string[]);
    index.items.forEach(({ kind, jurisdiction }, n) => {
      if (kind === 'institution' && states.has(jurisdiction)) candidates.add(n);
    });
  }
  if (allowed !== null) {
    const blendedWithin = within(blended);
    for (const { id: topic } of topics.slice(0, 3)) {
      const ofTopic = blendedWithin.map((value, n) => ((index.items[n]?.cells ?? []).includes(topic) ? value + 1e-6 : 0));
      for (const n of topN(ofTopic, PER_TOPIC)) if (admitted(n)) candidates.add(n);
    }
  }
  return {
    question,
    words,
    meaning,
    scopes,
    rare,
    covered,
    topics,
    candidates: [...candidates].sort((left, right) => left - right),
    known: knownShare(index, question.terms),
  };
}

/** Where words are searched for: in the law of one named state alone; elsewhere the region's texts are searched too. */
function searched({ places }: Question): ReadonlySet<string> | null {
  if (places.length === 0) return null;
  return places.length === 1 ? new Set(places) : new Set([...places, 'ASEAN']);
}

function addById(index: CorpusIndex, candidates: Set<number>, id: string): void {
  const n = index.numberOf(id);
  if (n !== undefined) candidates.add(n);
}

/**
 * The jurisdictions an answer may come from; null for all. No other state's law answers for a state that is named; what
 * ASEAN and the world have agreed may.
 */
export function allowedJurisdictions(question: Question): Set<string> | null {
  if (question.places.length === 0) return null;
  return new Set([...question.places, 'ASEAN', 'UN', 'INTL']);
}

/** Scores of every item for weighted terms. */
export function score(
  index: CorpusIndex,
  terms: ReadonlyMap<string, number>,
  allowed: ReadonlySet<string> | null,
): Pick<Evidence, 'words' | 'meaning' | 'scopes' | 'rare' | 'covered'> {
  const words = new Float64Array(index.items.length);
  const query = [...terms.keys()];
  const options: SearchOptions = {
    combineWith: 'OR',
    boost: FIELD_BOOST,
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    boostTerm: (term) => terms.get(term) ?? 1,
  };
  const results = index.searchIn(allowed, query).flatMap((shard) => shard.search(query.join(' '), options));
  const rareTerms = new Map(
    query.filter((term) => index.frequency(term) > 0 && index.frequency(term) <= RARE).map((term) => [term, index.idf(term)]),
  );
  const rareTotal = [...rareTerms].reduce((sum, [term, idf]) => sum + idf * (terms.get(term) ?? 0), 0) || 1;
  let total = 1e-9;
  for (const [term, weight] of terms) total += weight * index.idf(term);
  const rare = new Map<number, number>();
  const covered = new Map<number, number>();
  for (const { id, score: value, match } of results) {
    words[id as number] = value;
    let information = 0;
    let held = 0;
    for (const term in match) {
      const idf = (terms.get(term) ?? 0) * index.idf(term);
      information += idf;
      if (rareTerms.has(term)) held += idf;
    }
    covered.set(id as number, information / total);
    if (held > 0) rare.set(id as number, held / rareTotal);
  }
  const vector = vectorOfTerms(index, terms);
  const meaning = new Float64Array(index.items.length);
  for (let n = 0; n < meaning.length; n++) meaning[n] = Math.max(0, index.similarity(vector, n));
  const scopes = index.scopes.map((_, n) => index.similarity(vector, index.items.length + n));
  return { words, meaning, scopes, rare, covered };
}

function vectorOfTerms(index: CorpusIndex, terms: ReadonlyMap<string, number>): Float32Array {
  const sum = new Float32Array(DIMENSIONS);
  for (const [term, weight] of terms) {
    const vector = index.termVector(term);
    if (vector) for (let d = 0; d < DIMENSIONS; d++) sum[d] = (sum[d] as number) + weight * (vector[d] as number);
  }
  const length = Math.hypot(...sum);
  return length > 0 ? sum.map((value) => value / length) : sum;
}

/** Words and meaning, each as a share of its best, added. */
function blend(words: Float64Array, meaning: Float64Array): Float64Array {
  const most = highest(words) || 1;
  const nearest = highest(meaning) || 1;
  const sum = new Float64Array(words.length);
  for (let n = 0; n < sum.length; n++) sum[n] = (words[n] as number) / most + (meaning[n] as number) / nearest;
  return sum;
}

function highest(values: Float64Array): number {
  let most = 0;
  for (let n = 0; n < values.length; n++) if ((values[n] as number) > most) most = values[n] as number;
  return most;
}

function knownShare(index: CorpusIndex, terms: ReadonlyMap<string, number>): number {
  let known = 0;
  let total = 0;
  for (const [term, weight] of terms) {
    const information = weight * index.idf(term);
    total += information;
    if (index.frequency(term) > 0) known += information;
  }
  return total > 0 ? known / total : 0;
}
