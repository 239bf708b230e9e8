/**
 * Two hundred interactions at once: none lost, none doubled. How fast the first responses come is printed, not asserted:
 * the machine may be busy, so that Discord's three seconds, which every other test is held to, are counted here only.
 */
import { expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { expectAnswer } from './reading.ts';
import { type Actor, startDiscord } from './server/server.ts';
import { Services } from './service.ts';

const USERS = 20;
const QUESTIONS = [
  'breach notification deadline in Thailand?',
  'can they jail me for scanning a server in Manila',
  'norm (f)',
  'PDPC Singapore',
  'What is the penalty for hacking in Viet Nam?',
];

it('200 interactions at once', async () => {
  const discord = await startDiscord({ firstResponse: 60_000 });
  for (const name of ['G1', 'G2']) discord.guild(name);
  const services = new Services(discord);
  const service = await services.start();
  const ask = async (actor: Actor, question: string) => ({ question, reply: await actor.slash('ask', { question }) });
  const asked = Array.from({ length: 200 }, (_, n) =>
    ask(discord.guild(n % 2 ? 'G1' : 'G2').user(`user ${n % USERS}`), QUESTIONS[n % QUESTIONS.length] ?? ''),
  );
  const answers = await Promise.all(asked);
  await discord.settled();
  for (const { question, reply } of answers) expectAnswer([reply.message, ...reply.followups], lexsea.ask(question));
  const { ledger } = discord;
  expect(new Set(ledger.of('callback').map(({ interaction }) => interaction)).size).toBe(200);
  expect(ledger.of('callback')).toHaveLength(200);
  expect(ledger.of('message')).toHaveLength(200);
  const times = answers.map(({ reply }) => reply.firstAfter).sort((left, right) => left - right);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN);
  console.log(
    `Discord, 200 at once: first response p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; after three seconds: ${times.filter((time) => time > 3000).length}`,
  );
  await service.end();
  await services.clear();
  await discord.stop();
  expect(discord.violations).toEqual([]);
});
