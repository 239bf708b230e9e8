/** Question + index -> Answer: tries each kind of answer in turn and finishes the first that fits. */
import type { CorpusIndex } from '../index/corpus-index.ts';
import type { Question } from '../question/question.ts';
import { rank } from '../search/rank.ts';
import { retrieve } from '../search/retrieve.ts';
import { answerableOf, signalsOf } from '../search/scope.ts';
import type { Answer } from './answer.ts';
import { amendedSince, isCurrent } from './citation.ts';
import { confidenceOf } from './confidence.ts';
import type { Composed, Composer, Context } from './context.ts';
import { Draft } from './draft.ts';
import { clarification } from './kinds/clarification.ts';
import { compareTopics, comparison } from './kinds/comparison.ts';
import { contact } from './kinds/contact.ts';
import { cooperation } from './kinds/cooperation.ts';
import { correctInto } from './kinds/correction.ts';
import { definition } from './kinds/definition.ts';
import { empty } from './kinds/empty.ts';
import { named } from './kinds/named.ts';
import { noAnswer } from './kinds/no-answer.ts';
import { outOfScope } from './kinds/out-of-scope.ts';
import { pinpoint } from './kinds/pinpoint.ts';
import { status } from './kinds/status.ts';
import { topical } from './kinds/topical.ts';
import { treaty } from './kinds/treaty.ts';
import { noticesOf } from './notices.ts';
import { suggestionsOf } from './suggestions.ts';

/** Kinds of answer in the order in which they are tried. A new kind is one file and one entry here. */
const REFUSALS: readonly Composer[] = [empty, outOfScope];
const ANSWERS: readonly Composer[] = [
  clarification,
  pinpoint,
  treaty,
  noAnswer,
  status,
  named,
  contact,
  comparison,
  cooperation,
  definition,
  topical,
];

/** The answer to a question. The same question on the same corpus and day gives the same answer, byte for byte. */
export function compose(index: CorpusIndex, question: Question, today: string): Answer {
  const context = contextOf(index, question, today);
  const refused = firstOf(REFUSALS, context);
  const corrected = refused ? [] : correctInto(context);
  if (corrected.length > 0) context.ranked = context.ranked.filter(({ id }) => !id.startsWith('misconception:'));
  const composed =
    refused ?? (context.draft.corrections.length > 0 ? correctedAnswer(context) : firstOf(ANSWERS, context)) ?? nothing(context);
  return finish(context, composed);
}

/** A table of topics over states, which is no answer to a question but to a choice. */
export function compareIn(index: CorpusIndex, question: Question, topics: string[], states: readonly string[], today: string): Answer {
  const context = contextOf(index, question, today);
  return finish(context, compareTopics(context, topics, states));
}

function contextOf(index: CorpusIndex, question: Question, today: string): Context {
  const asOf = question.date && question.date < today ? lastDay(question.date) : today;
  const evidence = retrieve(index, question);
  const ranked = rank(index, evidence);
  return {
    index,
    question,
    evidence,
    ranked,
    asOf,
    answerable: answerableOf(index, question, signalsOf(index, question, evidence, ranked), ranked),
    draft: new Draft(index, asOf),
    say: (id, values = {}) => fill(index.phrase(id, phraseLanguage(question.language)), values),
    nameOf: (jurisdiction) => index.profile(jurisdiction)?.name ?? index.place(jurisdiction)?.name ?? jurisdiction,
  };
}

function firstOf(composers: readonly Composer[], context: Context): Composed | null {
  for (const composer of composers) {
    const composed = composer(context);
    if (composed) return composed;
  }
  return null;
}

/** After a correction the question is answered as far as it can be; the correction itself is the headline. */
function correctedAnswer(context: Context): Composed {
  const rest = firstOf(ANSWERS, context);
  const first = context.draft.corrections[0];
  const headline = first?.text ?? '';
  if (!rest || rest.kind === 'no-answer' || rest.kind === 'clarification') {
    context.draft.statements.splice(0);
    return { kind: 'correction', headline, ...(rest?.topic ? { topic: rest.topic } : {}) };
  }
  if (asks(context.question))
    return rest.topic === 'treaty-status' ? rest : { ...rest, kind: rest.kind === 'comparison' ? 'comparison' : 'answer', headline };
  return { ...rest, kind: 'correction', headline };
}

/** `Is X party to Y?` and `which states are` ask for what a misconception denies: nothing was said wrong. */
function asks({ text, misnomers }: Question): boolean {
  return misnomers.length === 0 && /^(is|are|was|were|has|have|does|do|did|can|may|must|which|who|how many|list)\b/i.test(text);
}

function nothing({ say }: Context): Composed {
  return { kind: 'no-answer', reason: 'not-covered', headline: say('no-answer-not-covered') };
}

function finish(context: Context, composed: Composed): Answer {
  const { question, evidence, draft, asOf } = context;
  const topics = evidence.topics
    .slice(0, 3)
    .filter(({ weight }, place) => place === 0 || weight >= 0.2)
    .map(({ id }) => id);
  // What is out of scope is about none of the topics.
  const hasTopics = composed.kind !== 'no-answer' || composed.reason === 'not-covered';
  draft.dropUnused(draft.corrections.some(({ text }) => text === composed.headline));
  return {
    question: question.text,
    kind: composed.kind,
    reason: composed.reason ?? null,
    language: question.language,
    jurisdictions: question.places.length > 0 ? question.places : question.hintedPlaces,
    topics: composed.topic ? [composed.topic, ...topics.filter((topic) => topic !== composed.topic)] : hasTopics ? topics : [],
    asOf,
    confidence: confidenceOf(context, composed),
    headline: ofThatDay(context, composed.headline),
    statements: draft.statements,
    table: draft.rows.length > 0 ? { topic: composed.topic ?? draft.rows[0]?.topic ?? '', rows: draft.rows } : null,
    citations: draft.citations,
    corrections: draft.corrections,
    suggestions: composed.suggestions ?? suggestionsOf(context, composed),
    notices: [...(composed.notices ?? []), ...noticesOf(context, composed)],
  };
}

/** A headline that says by itself if its law was amended after the day that was asked for. */
function ofThatDay({ index, question, draft, asOf, say }: Context, headline: string): string {
  const [first] = draft.citations;
  const later = question.date !== null && first && isCurrent(first.status) && amendedSince(index, first.id, asOf) !== null;
  return later ? `[${say('label-amended-since')}] ${headline}` : headline;
}

/** Languages of the corpus call Filipino `tl`; questions are marked `fil`. */
function phraseLanguage(language: string): string {
  return language === 'fil' ? 'tl' : language;
}

function fill(phrase: string, values: Record<string, string>): string {
  return phrase.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The last day of a partial date: the law `in 2023` is that at the end of 2023. */
function lastDay(date: string): string {
  const [year, month, day] = date.split('-');
  if (day) return date;
  if (!month) return `${year}-12-31`;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}
