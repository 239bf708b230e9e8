/** A running engine goes on with the law that is installed under it. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LexSea } from '../src/ask.ts';
import type { Instrument } from '../src/corpus/schema.ts';
import { type Following, followUpdates } from '../src/follow.ts';
import { rollbackCorpus, updateCorpus } from '../src/index/update.ts';
import { act, provision, type Workshop, workshop, writeCorpus } from './corpus/tiny-corpus.ts';

function edition(name: string): Instrument[] {
  return [act([provision('s 1', { text: `Whoever reads a computer pays a fine of the ${name} edition.` })])];
}
const QUESTION = 'Is reading a computer a crime in Singapore?';

let shop: Workshop;
let followings: Following[];
beforeEach(() => {
  shop = workshop(edition('first'));
  followings = [];
});
afterEach(async () => {
  for (const following of followings) await following.stop();
  shop.remove();
});

/** An engine that follows the data folder, and how to see what it did. */
async function follower(): Promise<{ lexsea: LexSea; events: string[]; answers: () => string }> {
  const lexsea = await LexSea.open(shop.options);
  const events: string[] = [];
  followings.push(
    followUpdates(lexsea, {
      ...shop.options,
      everyMs: 20,
      prepare: (next) => void events.push(`prepared ${editionOf(next)} while ${editionOf(lexsea)} answers`),
      replaced: (fingerprint) => void events.push(`replaced ${fingerprint === lexsea.fingerprint}`),
      failed: (error) => void events.push(String(error)),
    }),
  );
  return { lexsea, events, answers: () => editionOf(lexsea) };
}

function editionOf(lexsea: LexSea): string {
  return /of the (\w+) edition/.exec(lexsea.ask(QUESTION).headline)?.[1] ?? 'none';
}

function update(name: string): Promise<unknown> {
  return updateCorpus({ ...shop.options, from: writeCorpus(join(shop.root, name), edition(name)) });
}

describe('an engine that runs', () => {
  test('takes an update and a rollback, each prepared before it is in force', async () => {
    const { events, answers } = await follower();
    expect(answers()).toBe('first');
    await update('second');
    await expect.poll(answers).toBe('second');
    await rollbackCorpus(shop.options);
    await expect.poll(answers).toBe('first');
    expect(events).toEqual([
      'prepared second while first answers',
      'replaced true',
      'prepared first while second answers',
      'replaced true',
    ]);
  });

  test('is one of several on a folder that all take it', async () => {
    const all = [await follower(), await follower(), await follower()];
    await update('second');
    await expect.poll(() => all.map(({ answers }) => answers())).toEqual(['second', 'second', 'second']);
  });

  test('answers every question meanwhile, from one corpus or the other', async () => {
    const { lexsea } = await follower();
    let isDone = false;
    const asked: string[] = [];
    const asking = (async () => {
      while (!isDone || asked.at(-1) !== 'fourth') {
        asked.push(editionOf(lexsea));
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (const name of ['second', 'third', 'fourth']) await update(name);
    isDone = true;
    await asking;
    expect(asked.length).toBeGreaterThan(10);
    expect(asked).not.toContain('none');
    const order = [...new Set(asked)];
    // An update that comes soon after another may go over it; none is answered from again once it was replaced.
    expect(order).toEqual(['first', 'second', 'third', 'fourth'].filter((name) => order.includes(name)));
    expect(asked).toEqual(asked.toSorted((left, right) => order.indexOf(left) - order.indexOf(right)));
  });

  test('gives the former corpus to who holds it still', async () => {
    const { lexsea, answers } = await follower();
    const { index } = lexsea;
    await update('second');
    await expect.poll(answers).toBe('second');
    expect(index.provision('sg-computers-act-2020#s 1')?.text).toContain('first');
    expect(lexsea.index.provision('sg-computers-act-2020#s 1')?.text).toContain('second');
  });

  test('tells what changed, for as long as the update is in force', async () => {
    const { lexsea, answers } = await follower();
    expect(await lexsea.announced()).toBeNull();
    await update('second');
    await expect.poll(answers).toBe('second');
    expect((await lexsea.announced())?.amended.map(({ id }) => id)).toEqual(['sg-computers-act-2020#s 1']);
    await rollbackCorpus(shop.options);
    await expect.poll(answers).toBe('first');
    expect(await lexsea.announced()).toBeNull();
  });

  test('goes on with a conversation about a law that the next corpus no longer holds', async () => {
    const { lexsea } = await follower();
    const { context } = lexsea.converse('What is section 1 of the Computers Act 2020 of Singapore?', null);
    expect(context?.instruments).toEqual(['sg-computers-act-2020']);
    const from = writeCorpus(join(shop.root, 'next'), [act([provision('s 1')], { id: 'th-act', title: 'Cables Act', jurisdiction: 'TH' })]);
    const { to } = await updateCorpus({ ...shop.options, from });
    await expect.poll(() => lexsea.fingerprint).toBe(to.id);
    for (const text of ['and section 2?', 'and in Thailand?', 'what is the penalty?'])
      for (const { id } of lexsea.converse(text, context).answer.citations) expect(id).toMatch(/^th-act#/);
  });

  test('has its listeners called after each replacement, until they do not listen any more', async () => {
    const { lexsea, answers } = await follower();
    const heard: string[] = [];
    const off = lexsea.onReplaced(() => heard.push(editionOf(lexsea)));
    await update('second');
    await expect.poll(answers).toBe('second');
    off();
    await update('third');
    await expect.poll(answers).toBe('third');
    expect(heard).toEqual(['second']);
  });
});
