/** Which reply belongs to which message, for as long as an edit of the message edits the reply. */
import { z } from 'zod';
import type { Backend } from './backend.ts';
import { type KeyHash, ownerOf } from './keys.ts';

const LASTS_MS = 10 * 60_000;

const shape = z.object({
  /** The platform's ids of the channel and of the reply. */
  channel: z.string(),
  id: z.string(),
  /** Further messages of a reply that did not fit into one. */
  more: z.array(z.string()).optional(),
});
export type Reply = z.infer<typeof shape>;

export interface Answered {
  /** Keeps the reply to the user's message with this key (`keyOf`) for ten minutes. */
  put(key: string, reply: Reply): Promise<void>;
  find(key: string): Promise<Reply | undefined>;
}

export function answeredIn({ database, now }: Pick<Backend, 'database' | 'now'>, hash: KeyHash): Answered {
  return {
    async put(key, reply) {
      const row = { reply: JSON.stringify(shape.parse(reply)), expires_at: now(LASTS_MS) };
      await database
        .insertInto('answered')
        .values({ key: hash.of(key), owner: ownerOf(key), ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    },
    async find(key) {
      const row = await database
        .selectFrom('answered')
        .select('reply')
        .where('key', '=', hash.of(key))
        .where('expires_at', '>', now())
        .executeTakeFirst();
      return row ? shape.parse(JSON.parse(row.reply)) : undefined;
    },
  };
}
