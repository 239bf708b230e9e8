import { describe, expect, test } from 'vitest';
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

  test('rejects in one line what is asked of a thread that has ended', async () => {
    const thread = new LearningThread();
    await thread.end();
    await expect(thread.learn(lessons)).rejects.toThrow(/^the learning thread ended with \d+$/);
  });
});
