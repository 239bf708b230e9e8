/** Questions as JSON lines in, answers as JSON lines out, in the same order; a bad line gets an error and the rest goes on. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type AskOptions, LexSea } from '../../src/ask.ts';

/** Answers every line; resolves when the input ends and everything is written. */
export async function answerBatch(lexsea: LexSea, input: Readable, output: Writable, options: AskOptions): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    if (!output.write(`${JSON.stringify(answerLine(lexsea, line, options))}\n`)) await once(output, 'drain');
  }
}

/** The answer to one line with the line's `id`, or `{"id", "error"}`. */
export function answerLine(lexsea: LexSea, line: string, options: AskOptions): object {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    return { id: null, error: 'not JSON; a line is an object such as {"id": 1, "question": "…"}' };
  }
  if (typeof request !== 'object' || request === null || Array.isArray(request))
    return { id: null, error: 'not an object; a line is an object such as {"id": 1, "question": "…"}' };
  const { id = null, question, context = [] } = request as { id?: unknown; question?: unknown; context?: unknown };
  if (typeof question !== 'string') return { id, error: '"question" must be a text' };
  const refusal = LexSea.refusal(question);
  if (refusal) return { id, error: refusal };
  if (context !== null && !(Array.isArray(context) && context.every((each) => typeof each === 'string')))
    return { id, error: '"context" must be a list of texts, the earlier questions' };
  return { id, ...lexsea.ask(question, { ...options, context: (context ?? []) as string[] }) };
}
