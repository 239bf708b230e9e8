/** The shape of a kept conversation, for whoever reads one back. Apart from context.ts, so that asking loads no zod. */
import * as z from 'zod';
import { type ConversationContext, MOST_TERMS } from './context.ts';

const names = z.array(z.string().max(200)).max(40);

export const conversationContext: z.ZodType<ConversationContext> = z.object({
  places: names,
  hintedPlaces: names,
  placesTogether: z.boolean(),
  instruments: names,
  institutions: names,
  topics: names,
  pinpoints: z
    .array(
      z.object({
        unit: z.string().max(20),
        number: z.string().max(20),
        subs: z.array(z.string().max(10)).max(8),
        written: z.string().max(60),
      }),
    )
    .max(8),
  intents: z.array(z.string().max(20)).max(20),
  terms: z.array(z.tuple([z.string().max(60), z.number()])).max(MOST_TERMS),
});
