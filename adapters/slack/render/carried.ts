/**
 * What a button carries. Slack keeps it with the message and gives it back when the button is pressed, so that buttons
 * work after a restart and nothing that was asked is stored here. Packed, since Slack takes 2,000 characters at most.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { ConversationContext } from '../../../src/question/context.ts';
import { conversationContext } from '../../../src/question/context-schema.ts';
import { LONGEST_QUESTION } from '../../../src/text/normalise.ts';

/** A question, with what had been recognised before it was asked. */
export const CarriedQuestion = z.object({
  q: z.string().min(1).max(LONGEST_QUESTION),
  c: conversationContext.nullable(),
});
export type CarriedQuestion = z.infer<typeof CarriedQuestion>;

/** A comparison of a topic over states, all eleven if none are named. */
export const CarriedTopic = z.object({ topic: z.string().min(1).max(100), states: z.array(z.string().max(8)).max(11) });
export type CarriedTopic = z.infer<typeof CarriedTopic>;

/** What was asked, in either form. */
export const Carried = z.union([CarriedQuestion, CarriedTopic]);
export type Carried = z.infer<typeof Carried>;

/** What an answer rests on, on a day. */
export const CarriedSources = z.object({ ids: z.array(z.string().max(300)).max(200), day: z.iso.date() });
export type CarriedSources = z.infer<typeof CarriedSources>;

/** A vote on an answer. */
export const CarriedVote = z.object({
  kind: z.string().max(40),
  ids: z.array(z.string().max(300)).max(200),
  vote: z.enum(['right', 'wrong']),
});
export type CarriedVote = z.infer<typeof CarriedVote>;

/** Far above anything that is packed here; a value that unpacks to more is not ours. */
const LARGEST = 64_000;

/** The value of a button; null if it would have more than `most` characters. */
export function packed(value: object, most: number): string | null {
  const text = deflateRawSync(JSON.stringify(value)).toString('base64url');
  return text.length <= most ? text : null;
}

/** What a button carries, or null if that is nothing of the shape: a button of an earlier version, or nobody's. */
export function unpacked<Shape>(shape: z.ZodType<Shape>, value: string | undefined): Shape | null {
  try {
    const json = inflateRawSync(Buffer.from(value ?? '', 'base64url'), { maxOutputLength: LARGEST }).toString();
    return shape.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

/** As much of what was recognised as a button has room for: the places and names, and the words that weigh most. */
export function condensed(context: ConversationContext | null): ConversationContext | null {
  if (context === null) return null;
  return {
    ...context,
    instruments: context.instruments.slice(0, 8),
    institutions: context.institutions.slice(0, 4),
    topics: context.topics.slice(0, 8),
    pinpoints: context.pinpoints.slice(0, 2),
    terms: context.terms.slice(0, 20).map(([term, weight]) => [term, Math.round(weight * 100) / 100]),
  };
}

/** A question as a button carries it: with what went before if there is room, else alone; null if not even that fits. */
export function packedQuestion(q: string, context: ConversationContext | null, most: number): string | null {
  return packed({ q, c: context }, most) ?? packed({ q, c: condensed(context) }, most) ?? packed({ q, c: null }, most);
}

/** As many ids as fit, first ones first. */
export function packedIds(ids: readonly string[], make: (ids: readonly string[]) => object, most: number): string {
  for (let count = ids.length; count > 0; count--) {
    const value = packed(make(ids.slice(0, count)), most);
    if (value !== null) return value;
  }
  return packed(make([]), most) ?? '';
}
