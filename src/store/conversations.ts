/** What the last turn of a conversation was about, for half an hour. Never its text. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type KeyHash, ownerOf } from './keys.ts';
import type { Schema } from './schema.ts';

/** What a turn of a conversation gives to the next. */
export type ConversationContext = { [key: string]: unknown };

/** How long a conversation is remembered after its last turn. */
const LASTS_MS = 30 * 60_000;
/** Bytes of JSON. */
const LARGEST = 4096;
const shape = z.record(z.string(), z.json());

export interface Conversations {
  /** The context of the last turn under a key (`keyOf` of a thread or of a person in a channel); null if there is none, or none of the last 30 minutes. */
  get(key: string): Promise<ConversationContext | null>;
  /** @throws Error with one line if the context is no JSON object or has 4 kB or more. */
  put(key: string, context: ConversationContext): Promise<void>;
  remove(key: string): Promise<void>;
}

export function conversationsIn(database: Kysely<Schema>, hash: KeyHash): Conversations {
  return {
    async get(key) {
      const row = await database
        .selectFrom('conversation')
        .select('context')
        .where('key', '=', hash.of(key))
        .where('expires_at', '>', Date.now())
        .executeTakeFirst();
      return row ? parseContext(row.context) : null;
    },
    async put(key, context) {
      const row = { context: contextText(context), expires_at: Date.now() + LASTS_MS };
      await database
        .insertInto('conversation')
        .values({ key: hash.of(key), owner: ownerOf(key), ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    },
    async remove(key) {
      await database.deleteFrom('conversation').where('key', '=', hash.of(key)).execute();
    },
  };
}

/** The JSON of a context. @throws Error with one line if it is no JSON object or has 4 kB or more. */
export function contextText(context: ConversationContext): string {
  if (!shape.safeParse(context).success) throw new Error('the context of a conversation must be a JSON object');
  const text = JSON.stringify(context);
  const bytes = Buffer.byteLength(text);
  if (bytes >= LARGEST) throw new Error(`the context of a conversation has ${bytes} bytes; it must have fewer than ${LARGEST}`);
  return text;
}

/** The context in a text; null for what is none, as of another version: the conversation then starts anew. */
export function parseContext(text: string): ConversationContext | null {
  if (Buffer.byteLength(text) >= LARGEST) return null;
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
