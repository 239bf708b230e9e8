/** The first questions of a process, asked by itself: what is read and compiled for them keeps no user waiting. */
import type { LexSea } from '../../src/ask.ts';

/** One of each kind that reads something of its own. */
const QUESTIONS = [
  'Breach notification deadline in Thailand?',
  'Compare unauthorised access across ASEAN',
  'What is personal data?',
  'Is hackng a crime in Manila',
  'Can you recommend a restaurant?',
];

/** Asks and forgets. */
export function warmUp(lexsea: LexSea): void {
  for (const question of QUESTIONS) lexsea.ask(question);
}
