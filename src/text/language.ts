/** Which language a question is in, by script and by small words; short questions of mixed words come out as English. */
import { fold } from './normalise.ts';
import { LANGUAGE_WORDS } from './stop-words.ts';

const SCRIPTS: [RegExp, string][] = [
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Lao}/gu, 'lo'],
  [/\p{Script=Khmer}/gu, 'km'],
  [/\p{Script=Myanmar}/gu, 'my'],
  [/\p{Script=Han}/gu, 'zh'],
];
/** Letters that only Vietnamese has: `â`, `ê` and `ô` are Portuguese too. */
const VIETNAMESE_LETTERS = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;

/** One small word (`ra`, `a`) shows no language; a short question may have few more. */
const FEW_WORDS = 4;
const LITTLE_EVIDENCE = 0.9;
const ENOUGH_EVIDENCE = 1;

/** BCP 47 of the language of a text: en id ms th vi fil km lo my zh pt tet. */
export function languageOf(text: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, language] of SCRIPTS) {
    const count = text.match(script)?.length ?? 0;
    if (count >= 3 && count * 4 >= letters) return language;
  }
  if (VIETNAMESE_LETTERS.test(text.normalize('NFC'))) return 'vi';
  const words = fold(text).match(/[\p{L}\p{M}]+/gu) ?? [];
  const scores = new Map<string, number>();
  for (const word of words) {
    if (words.length <= FEW_WORDS && word.length <= 2) continue;
    for (const [language, weight] of LANGUAGE_WORDS.get(word) ?? []) scores.set(language, (scores.get(language) ?? 0) + weight);
  }
  let best = 'en';
  let most = Math.max(scores.get('en') ?? 0, words.length <= FEW_WORDS ? LITTLE_EVIDENCE : ENOUGH_EVIDENCE);
  for (const [language, score] of scores) {
    if (score > most) {
      best = language;
      most = score;
    }
  }
  return best;
}
