/**
 * Answers as the engine gave them on 25 November 2026, one of each kind, and how a channel shows them. They are kept as
 * they were, so that what is tested here is the rendering and not the corpus.
 */
import { readFileSync } from 'node:fs';
import type { AnswerOptions } from '../../adapters/slack/render/answer.ts';
import type { Answer } from '../../src/answer/answer.ts';

export const typical = Object.entries(
  JSON.parse(readFileSync(new URL('./typical-answers.json', import.meta.url), 'utf8')) as Record<string, Answer>,
);

/** As in a channel's thread. */
export const inThread: AnswerOptions = {
  before: null,
  after: null,
  compare: null,
  share: false,
  csv: true,
  nativeFeedback: true,
  placeName: (jurisdiction) => jurisdiction,
  topicName: (topic) => topic,
  showQuestion: false,
  nativeTable: true,
};
