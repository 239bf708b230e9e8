/** What the last turn of a conversation was about, for half an hour. Never its text. */
import type { ConversationContext } from '../question/context.ts';
import { conversationContext } from '../question/context-schema.ts';
import type { Backend } from './backend.ts';
import { type KeyHash, ownerOf } from './keys.ts';

/** How long a conversation is remembered after its last turn. */
const LASTS_MS = 30 * 60_000;
/** Bytes of JSON. */
const LARGEST = 4096;

export interface Conversations {
  /** The context of the last turn under a key (`keyOf` of a thread or of a person in a channel); null if there is none, or none of the last 30 minutes. */
  get(key: string): Promise<ConversationContext | null>;
  /** @throws Error with one line if the context does not fit its shape or has 4 kB or more. */
  put(key: string, context: ConversationContext): Promise<void>;
  remove(key: string): Promise<void>;
}

export function conversationsIn({ database, now }: Pick<Backend, 'database' | 'now'>, hash: KeyHash): Conversations {
  return {
    async get(key) {
      const rows = await database
        .selectFrom('conversation')
        .select(['key', 'context'])
        .where('key', 'in', hash.all(key))
        .where('expires_at', '>', now())
        .execute();
      const row = rows.find((each) => each.key === hash.of(key)) ?? rows[0];
      return row ? parseContext(row.context) : null;
    },
    async put(key, context) {
      const row = { context: contextText(context), expires_at: now(LASTS_MS) };
      await database
        .insertInto('conversation')
        .values({ key: hash.of(key), owner: ownerOf(key), ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    },
    async remove(key) {
      await database.deleteFrom('conversation').where('key', 'in', hash.all(key)).execute();
    },
  };
}

/** The JSON of a context, without anything that is no part of it. @throws Error with one line if it does not fit its shape or has 4 kB or more. */
export function contextText(context: ConversationContext): string {
  const { data, error } = conversationContext.safeParse(context);
  if (error) throw new Error(`the context of a conversation does not fit its shape at ${error.issues[0]?.path.join('.') || 'its top'}`);
  const text = JSON.stringify(data);
  const bytes = Buffer.byteLength(text);
  if (bytes >= LARGEST) throw new Error(`the context of a conversation has ${bytes} bytes; it must have fewer than ${LARGEST}`);
  return text;
}

/** The context in a text; null for what is none, as of another version: the conversation then starts anew. */
export function parseContext(text: string): ConversationContext | null {
  if (Buffer.byteLength(text) >= LARGEST) return null;
  try {
    return conversationContext.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
