/** How a person reads a message of the bot: without the marks that keep markdown from being markdown. */
import { expect } from 'vitest';
import type { Answer } from '../../src/answer/answer.ts';
import type { Message } from './server/server.ts';

/** Text of messages as it is seen: escapes, emphasis and links taken away. */
export function read(...messages: Message[]): string {
  return messages
    .map(({ text }) =>
      text
        .replace(/\[((?:\\.|\[(?:\\.|[^\]\\])*\]|[^[\]\\])*)\]\([^)]*\)/g, '$1')
        .replace(/(?<!\\)[*_]/g, '')
        .replace(/\\(.)/gs, '$1')
        .replaceAll('\u200b', ''),
    )
    .join('\n');
}

const begin = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 60);

/** That messages give an answer of the engine: each statement, each state of a table on the pages shown, and the notices. */
export function expectAnswer(messages: readonly Message[], answer: Answer): void {
  const seen = read(...messages).replace(/\s+/g, ' ');
  expect(seen).toContain(begin(answer.headline));
  for (const { text } of answer.statements) expect(seen).toContain(begin(text));
  for (const notice of answer.notices) expect(seen).toContain(begin(notice));
}

/** Labels of the buttons under a message. */
export function labels(message: Message): string[] {
  return message.buttons.map(({ label }) => label);
}
