import { describe, expect, test } from 'vitest';
import { corpusFolder } from '../../src/corpus/folder.ts';
import { Analysis } from '../../src/index/analysis.ts';
import { LearningThread } from '../../src/index/learn-aside.ts';
import { learnVectors } from '../../src/index/learned.ts';
import { lessonsOf } from '../../src/index/lessons.ts';

describe('the second thread of a build', () => {
  const analysis = new Analysis();
  const item = (heading: string, ...asks: string[]) => ({ jurisdiction: 'SG', heading, text: heading, asks, topics: ['access'] });
  const lessons = lessonsOf(
    [item('hacking a server', 'may I hack a server'), item('notify a breach', 'must I notify a breach')],
    [],
    [{ id: 'access' }],
    analysis,
  );

  test('gives what is learned here, and to each of several that wait its own', async () => {
    const thread = new LearningThread();
    const fewer = { ...lessons, items: lessons.items.slice(0, 1) };
    const [one, other] = await Promise.all([thread.learn(lessons), thread.learn(fewer)]);
    await thread.end();
    expect([...one.documents]).toEqual([...learnVectors(lessons).documents]);
    expect([...other.documents]).toEqual([...learnVectors(fewer).documents]);
    expect(other.documents).not.toHaveLength(one.documents.length);
  });

  test('reads the asks of a folder, analysed as they would be here', async () => {
    const thread = new LearningThread();
    const { asks, problems, texts, vocabulary } = await thread.readAsks(corpusFolder());
    await thread.end();
    expect(problems).toEqual([]);
    const written = asks.flatMap((entry) => entry.asks);
    expect(written.length).toBeGreaterThan(30_000);
    const adopting = new Analysis();
    adopting.terms('words that were read before');
    adopting.adopt(written, texts, vocabulary);
    const here = new Analysis();
    for (const ask of written.filter((_, n) => n % 50 === 0)) expect(adopting.terms(ask), ask).toEqual(here.terms(ask));
  });

  test('rejects in one line what is asked of a thread that has ended', async () => {
    const thread = new LearningThread();
    await thread.end();
    await expect(thread.learn(lessons)).rejects.toThrow(/^the learning thread ended with \d+$/);
    await expect(thread.readAsks(corpusFolder())).rejects.toThrow(/^the learning thread ended with \d+$/);
  });
});
