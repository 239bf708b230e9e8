/**
 * What a question is about: the items that lie nearest to it vote with their topics, the classifier of topics adds its
 * probabilities, and the glossary what it names.
 */
import type { CorpusIndex } from '../index/corpus-index.ts';
import { topicProbabilities } from '../index/topic-model.ts';
import { wordsAndPairs } from '../index/word-pairs.ts';
import type { Question, TopicWeight } from '../question/question.ts';

const VOTERS = 30;
/** How much a vote falls off with distance. */
const SHARPNESS = 6;
/** Share of an item's vote by the place of the topic in its list. */
const BY_PLACE = [1, 0.5, 0.3, 0.2];
/** Vote of a topic that a term of the glossary names. */
const NAMED = 0.5;
/** Vote of a topic that is called by its label. */
const LABELLED = 1.5;
/** So much of a topic's weight goes to the topic of its penalties where a penalty is asked for. */
const TO_PENALTIES = 0.7;

/** What of a question tells its topics. */
type Asked = Pick<Question, 'terms' | 'namedTopics' | 'labelledTopics' | 'intents'>;

/** Topics in the order of their weight; the weights sum to 1. */
export function topicsOf(index: CorpusIndex, scores: Float64Array, { terms, namedTopics, labelledTopics, intents }: Asked): TopicWeight[] {
  const nearest = topN(scores, VOTERS);
  const best = scores[nearest[0] ?? 0] ?? 0;
  const votes = new Map<string, number>();
  let total = 0;
  if (best > 0) {
    for (const n of nearest) {
      const vote = ((scores[n] as number) / best) ** SHARPNESS;
      for (const [place, topic] of (index.items[n]?.topics ?? []).entries()) {
        const share = vote * (BY_PLACE[place] ?? 0);
        votes.set(topic, (votes.get(topic) ?? 0) + share);
        total += share;
      }
    }
  }
  if (total > 0) for (const [topic, vote] of votes) votes.set(topic, vote / total);
  const learned = topicProbabilities(wordsAndPairs([...terms.keys()]), (feature) => index.topicLogs(feature), index.topicPrior());
  if (learned) index.topics.forEach(({ id }, n) => votes.set(id, (votes.get(id) ?? 0) + (learned[n] as number)));
  for (const topic of namedTopics) votes.set(topic, (votes.get(topic) ?? 0) + NAMED);
  for (const topic of labelledTopics) votes.set(topic, (votes.get(topic) ?? 0) + LABELLED);
  if (intents.has('penalty')) turnToPenalties(index, votes);
  const sum = [...votes.values()].reduce((left, right) => left + right, 0) || 1;
  return [...votes]
    .map(([id, weight]) => ({ id, weight: weight / sum }))
    .sort((left, right) => right.weight - left.weight || (left.id < right.id ? -1 : 1));
}

function turnToPenalties(index: CorpusIndex, votes: Map<string, number>): void {
  for (const { id, penalties } of index.topics) {
    const moved = TO_PENALTIES * (votes.get(id) ?? 0);
    if (!penalties || moved === 0) continue;
    votes.set(id, (votes.get(id) ?? 0) - moved);
    votes.set(penalties, (votes.get(penalties) ?? 0) + moved);
  }
}

/** Places of the n highest values, highest first; the lower place first where values are equal. */
export function topN(scores: ArrayLike<number>, n: number): number[] {
  const top: number[] = [];
  let least = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (score <= 0 || (top.length === n && score <= least)) continue;
    let at = top.length;
    while (at > 0 && (scores[top[at - 1] as number] as number) < score) at--;
    top.splice(at, 0, i);
    if (top.length > n) top.pop();
    least = scores[top[top.length - 1] as number] as number;
  }
  return top;
}
