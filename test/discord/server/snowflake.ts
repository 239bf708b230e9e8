/** Ids as Discord makes them: milliseconds since 2015 in the upper 42 bits, so that they sort by age and say their shard. */

const EPOCH = 1_420_070_400_000n;

/** Makes ids that rise with every call, whatever the clock does. */
export function idMaker(): () => string {
  let last = 0n;
  return () => {
    const now = (BigInt(Date.now()) - EPOCH) << 22n;
    last = now > last ? now : last + 1n;
    return String(last);
  };
}

/** Ids of guilds: each a millisecond after the one before, so that two shards share them by turns. */
export function guildIdMaker(): () => string {
  let milliseconds = BigInt(Date.now()) - EPOCH - 100_000n;
  milliseconds -= milliseconds % 2n;
  return () => String(milliseconds++ << 22n);
}

/** The shard of a guild (topics/gateway#sharding). */
export function shardOf(guildId: string, shards: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(shards));
}
