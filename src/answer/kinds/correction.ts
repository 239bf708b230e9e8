/** Wrong names and false premises: put right before anything is answered. */
import type { ItemHead } from '../../index/item-head.ts';
import { type Token, tokenise } from '../../text/analyse.ts';
import type { Context } from '../context.ts';

/** Share of a false saying's information that a question must hold to be taken as saying it. */
const SAYS_IT = 0.8;
/** Up to this many words all must be there. */
const SHORT = 4;
/** How many of the best candidates are looked at. */
const LOOKED_AT = 12;
/** A misconception that ranks first by this much is what the question is about. */
const CLEARLY_FIRST = 1.5;
/** A saying of fewer words than this is too general to be met by its words. */
const FEWEST_WORDS = 3;

/** Puts every correction that the question needs into the draft. Returns the ids of the misconceptions that it says. */
export function correctInto({ index, question, ranked, draft, say }: Context): string[] {
  for (const { said, institution } of question.misnomers) {
    const record = index.institution(institution);
    if (!record) continue;
    const misconception = ranked.find(
      ({ n, id }) =>
        (index.items[n] as ItemHead).kind === 'misconception' && index.misconception(id.replace('misconception:', ''))?.says.includes(said),
    );
    const name = record.acronym && !record.name.includes(record.acronym) ? `${record.name} (${record.acronym})` : record.name;
    if (!misconception) draft.correct(said, say('correction-name', { said, name }), [institution]);
  }
  const said: string[] = [];
  const words = tokenise(question.text);
  const order = new Map(ranked.map(({ id }, place) => [id, place]));
  for (const [place, { n, id, score }] of ranked.slice(0, LOOKED_AT).entries()) {
    const item = index.items[n] as ItemHead;
    if (item.kind !== 'misconception') continue;
    const record = index.misconception(id.replace('misconception:', ''));
    if (!record) continue;
    const literal = question.mentions.find(({ kind, targets }) => kind === 'misconception' && targets.includes(record.id));
    const saying = literal?.written ?? record.says.find((each) => says(index, each, words));
    const clearlyFirst = place === 0 && score - (ranked[1]?.score ?? 0) >= CLEARLY_FIRST;
    if (!saying && !clearlyFirst) continue;
    if (!literal && (question.intents.has('compare') || question.intents.has('list'))) continue;
    if (question.pinpoints.length > 0 && !literal && (!clearlyFirst || question.instruments.length > 0)) continue;
    draft.correct(saying ?? record.says[0] ?? '', record.correction, [...byRank(record.cites, order), `misconception:${record.id}`]);
    said.push(record.id);
    if (said.length === 2) break;
  }
  return said;
}

/** What the correction rests on, the item that fits the question best first. */
function byRank(cites: readonly string[], order: ReadonlyMap<string, number>): string[] {
  return [...cites].sort((left, right) => (order.get(left) ?? 999) - (order.get(right) ?? 999));
}

/**
 * Whether a question says or presupposes a false saying: it holds the saying's words, close together, with its numbers,
 * and denies nothing that the saying affirms.
 */
function says(index: Context['index'], saying: string, words: readonly Token[]): boolean {
  const wanted = tokenise(saying);
  if (denies(wanted) !== denies(words)) return false;
  const content = [...new Set(wanted.filter(({ stop }) => !stop).map(({ term }) => term))];
  if (content.length < FEWEST_WORDS) return false;
  const places = new Map(words.map(({ term }, place) => [term, place]));
  const found = content.filter((term) => places.has(term));
  if (content.some((term) => /\d/.test(term) && !places.has(term))) return false;
  const information = (terms: readonly string[]): number => terms.reduce((sum, term) => sum + index.idf(term), 0);
  const needed = content.length <= SHORT ? 1 : SAYS_IT;
  if (information(found) < needed * information(content)) return false;
  const at = found.map((term) => places.get(term) as number);
  return Math.max(...at) - Math.min(...at) <= wanted.length + SLACK;
}

/** Words that may stand between those of a saying. */
const SLACK = 5;
const DENIALS = new Set(['no', 'not', 'never', 'without', 'nobody', 'none', 'tidak', 'bukan', 'khong', 'hindi', 'nao', 'la', '没有', 'ไม่']);

function denies(tokens: readonly Token[]): boolean {
  return tokens.some(({ word }) => DENIALS.has(word));
}
