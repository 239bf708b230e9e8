/**
 * Between two states, which one must act. Who is handed over from Manila to Kuala Lumpur is handed over under the law of
 * the Philippines; who attacks Singapore from Manila is prosecuted under the law of Singapore.
 */
import { isMemberState } from '../corpus/member-states.ts';
import type { Token } from '../text/analyse.ts';
import { fold } from '../text/normalise.ts';
import type { Mention, Question } from './question.ts';

type Role = 'from' | 'to' | 'in' | 'none' | 'law' | 'gives';

/** Words before a place, in the languages of the region that put spaces between words, folded. */
const WORDS: Record<'from' | 'to' | 'in', ReadonlySet<string>> = {
  from: new Set('from out leave leaving dari daripada tu mula galing de do da husi'.split(' ')),
  to: new Set('to into towards ke kepada sang den cho tungo para ba'.split(' ')),
  in: new Set('in at inside within around near di tai o sa em no na iha hiding sitting based arrested caught held'.split(' ')),
};
/** The same where words are not set apart. */
const PREFIXES: Record<'from' | 'to' | 'in', readonly string[]> = {
  from: ['จาก', 'ຈາກ', 'ពី', '从', '從'],
  to: ['ไปยัง', 'ไปที่', 'ไป', 'ให้', 'ໄປ', 'ໃຫ້', 'ទៅ', '到', '给', '引渡到', '移交'],
  in: ['อยู่ใน', 'อยู่ที่', 'ใน', 'ที่', 'ຢູ່', 'នៅ', '在'],
};
/** Words that may stand between a preposition and its place. */
const BETWEEN = new Set('the a an back over city kota negara state of nuoc bansang'.split(' '));
/** As many words before a place are looked at. */
const WINDOW = 3;
/** Mentions in scripts without spaces count letters from here (recognise.ts). */
const UNSPACED_FROM = 10_000;

/** Stems of what acts for a state: `Philippine courts`, `hukum Indonesia`. */
const LAW = new Set(
  'law court polic prosecutor penal crimin code act statut judg author tribun hukum undang uu pengadilan polisi mahkamah luat toa lei batas kort'.split(
    ' ',
  ),
);
/** Words with which a question whether a state may do something begins. */
const MODAL = new Set('can could may might will would does do is has bisakah dapatkah bolehkah apakah pode'.split(' '));

/** Stems of what a state does to an offender by its own law, wherever he is. */
const PROSECUTES = new Set(
  'prosecut charg punish convict indict jail arrest sentenc jurisdict try tri trial menuntut dituntut mengadili diadili menghukum dihukum menangkap ditangkap mendakwa didakwa usig usigin kasuhan processar julgar punir'.split(
    ' ',
  ),
);

/** Whether a question about two states is whether the law of one reaches somebody in the other. */
export function asksReach(tokens: readonly Token[], places: readonly string[], outside: readonly string[]): boolean {
  const states = places.filter(isMemberState).length;
  return (
    (states === 2 || (states === 1 && outside.length > 0)) && tokens.some(({ term, word }) => PROSECUTES.has(term) || PROSECUTES.has(word))
  );
}

/** Which of two states is asked for help, and which one's law must reach; null where the question does not say. */
export function actingStates(
  text: string,
  tokens: readonly Token[],
  mentions: readonly Mention[],
  places: readonly string[],
): Question['acting'] {
  const states = places.filter(isMemberState);
  const [first, second] = states;
  if (states.length !== 2 || first === undefined || second === undefined) return { asked: null, reaching: null };
  const roles = new Map<string, Set<Role>>(states.map((state) => [state, new Set<Role>()]));
  for (const { state, role } of placed(text, tokens, mentions)) roles.get(state)?.add(role);
  const has = (state: string, role: Role): boolean => roles.get(state)?.has(role) ?? false;
  const other = (state: string | undefined): string | undefined => (state === undefined ? undefined : state === first ? second : first);
  const only = (role: Role): string | undefined => (has(first, role) === has(second, role) ? undefined : has(first, role) ? first : second);
  const elsewhere = other(only('from') ?? only('in'));
  return {
    asked: only('from') ?? other(only('to')) ?? only('gives') ?? only('in') ?? null,
    reaching:
      only('law') ?? only('gives') ?? (elsewhere && has(elsewhere, 'none') ? elsewhere : undefined) ?? only('none') ?? elsewhere ?? null,
  };
}

function* placed(text: string, tokens: readonly Token[], mentions: readonly Mention[]): Generator<{ state: string; role: Role }> {
  const folded = fold(text);
  const named = new Set<number>();
  for (const { kind, targets, from, to } of mentions) {
    if (kind !== 'place') continue;
    const state = targets[0] as string;
    if (from >= UNSPACED_FROM) yield { state, role: roleOfPrefix(folded.slice(0, from - UNSPACED_FROM)) };
    else {
      for (let n = from; n <= to; n++) named.add(n);
      yield { state, role: roleOf(tokens, from, to) };
    }
  }
  for (const [n, { word, capitals }] of tokens.entries()) {
    if (capitals && !named.has(n) && isMemberState(word.toUpperCase())) yield { state: word.toUpperCase(), role: roleOf(tokens, n, n) };
  }
}

/** Stems of verbs whose subject is the state that is asked: `does Brunei extradite`. */
const GIVES = new Set('extradit surrend hand send deport give transfer return ekstradisi mengekstradisi menyerahkan'.split(' '));

/** What the words around a place make of it. */
function roleOf(tokens: readonly Token[], from: number, to: number): Role {
  const near = [tokens[from - 1], tokens[to + 1], tokens[to + 2]].map((token) => token?.term ?? '');
  const subject = MODAL.has(tokens[from - 1]?.word ?? '');
  if (subject && GIVES.has(tokens[to + 1]?.term ?? '')) return 'gives';
  if (subject || near.some((term) => LAW.has(term))) return 'law';
  return roleBefore(tokens, from);
}

function roleBefore(tokens: readonly Token[], place: number): Role {
  for (let n = place - 1; n >= Math.max(0, place - WINDOW); n--) {
    const word = tokens[n]?.word ?? '';
    for (const role of ['from', 'to', 'in'] as const) if (WORDS[role].has(word)) return role;
    if (!BETWEEN.has(word)) break;
  }
  return 'none';
}

function roleOfPrefix(before: string): Role {
  const trimmed = before.trimEnd();
  for (const role of ['from', 'to', 'in'] as const) if (PREFIXES[role].some((prefix) => trimmed.endsWith(prefix))) return role;
  return 'none';
}
