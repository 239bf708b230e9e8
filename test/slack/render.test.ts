import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerMessages } from '../../adapters/slack/render/answer.ts';
import { answerModal, askModal, noteModal } from '../../adapters/slack/render/ask-modal.ts';
import { literal } from '../../adapters/slack/render/escape.ts';
import { homeView } from '../../adapters/slack/render/home.ts';
import type { SlackMessage } from '../../adapters/slack/render/pack.ts';
import { settingsModal } from '../../adapters/slack/render/settings-modal.ts';
import { sourcesModal } from '../../adapters/slack/render/sources-modal.ts';
import { helpMessages, listMessages, note, shownMessages } from '../../adapters/slack/render/texts.ts';
import type { Answer } from '../../src/answer/answer.ts';
import { show } from '../../src/answer/show.ts';
import { index } from '../shipped.ts';
import { anyAnswer, anyText } from './any-answer.ts';
import { objectsIn, refuseMessage, refuseView } from './server/validate.ts';
import { inThread, typical } from './typical.ts';

const taken = (messages: readonly object[]) => messages.map((message) => refuseMessage({ channel: 'C1', ...message }));
const nulls = (messages: readonly object[]) => messages.map(() => null);
const elementsIn = (messages: unknown, type: string) => [...objectsIn(messages)].filter((each) => each.type === type);

/** What is seen of a message. What its buttons carry is packed by zlib, whose versions differ. */
const shownIn = ({ text, blocks }: SlackMessage) =>
  JSON.parse(JSON.stringify({ text, blocks }, (key, value) => (key === 'value' ? 'packed' : value))) as object;
/** The messages in the blocks for where Slack takes no others. */
const plainly = (messages: readonly SlackMessage[]) => messages.map(({ text, blocks, fallback = blocks }) => ({ text, blocks: fallback }));

describe('a typical answer', () => {
  test.each(typical)('%s', (_, answer) => {
    const messages = answerMessages(answer, inThread);
    expect(taken(messages)).toEqual(nulls(messages));
    expect(messages.map(shownIn)).toMatchSnapshot();
  });

  test.each(typical)('%s comes in one message, in no more than chat.update takes', (_, answer) => {
    const messages = answerMessages(answer, inThread);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.text.length).toBeLessThanOrEqual(4_000);
  });

  const answerOf = (name: string) => typical.find(([each]) => each === name)?.[1] as Answer;
  test('marks what is not the law in force where it is shown', () => {
    expect(answerMessages(answerOf('repealed'), inThread)[0]?.text).toContain('(superseded)');
    expect(answerMessages(answerOf('not-yet-in-force'), inThread)[0]?.text).toContain('(not yet in force)');
    expect(answerMessages(answerOf('draft'), inThread)[0]?.text).toContain('(bill, not law)');
    expect(answerMessages(answerOf('unverified'), inThread)[0]?.text).toContain('(unverified)');
    expect(answerMessages(answerOf('deadline'), inThread)[0]?.text).not.toMatch(/\((in force|repealed|unverified)/);
  });

  test('links its numbers to the official text', () => {
    const answer = answerOf('deadline');
    const links = elementsIn(answerMessages(answer, inThread), 'link');
    expect(links.map(({ text, url }) => [text, url])).toContainEqual(['[1]', answer.citations[0]?.url]);
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('a comparison with nativeTable %s has %i table', (nativeTable, tables) => {
    const messages = answerMessages(answerOf('comparison'), { ...inThread, nativeTable });
    expect(
      elementsIn(
        messages.map(({ blocks }) => blocks),
        'table',
      ),
    ).toHaveLength(tables);
    expect(elementsIn(plainly(messages), 'table')).toEqual([]);
    expect(elementsIn(plainly(messages), 'feedback_buttons')).toEqual([]);
    expect(taken(messages)).toEqual(nulls(messages));
    for (const { text } of answerOf('comparison').table?.rows ?? [])
      expect(JSON.stringify(messages)).toContain(JSON.stringify(text).slice(1, -1));
  });

  test.each([
    ['in a thread', {}, ['ask:0', 'ask:1', 'ask:2', 'sources', 'feedback']],
    ['seen by one person', { share: true, nativeFeedback: false }, ['ask:0', 'ask:1', 'ask:2', 'sources', 'share', 'right', 'wrong']],
    [
      'with its topic to compare',
      { compare: { topic: 'breach-notification', suggestion: 'Compare Data breach notification across ASEAN' } },
      ['ask:0', 'ask:1', 'sources', 'compare', 'feedback'],
    ],
  ])('%s has its buttons', (_, options, expected) => {
    const messages = answerMessages(answerOf('deadline'), { ...inThread, ...options });
    const ids = [...objectsIn(messages.map(({ blocks }) => blocks))].flatMap(({ action_id }) =>
      action_id === undefined ? [] : [action_id],
    );
    expect(ids).toEqual(expected);
  });

  test('shows its question where nobody has seen it asked', () => {
    const [message] = answerMessages(answerOf('penalty'), { ...inThread, showQuestion: true });
    expect(message?.text.startsWith('Asked: penalty for hacking in Malaysia\n')).toBe(true);
  });
});

describe('any answer', () => {
  const letters = (text: string) => literal(text).replace(/[•\s]+/g, '');
  const read = (messages: readonly { text: string }[]) =>
    messages
      .map(({ text }) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
      .join('')
      .replace(/[•\s]+/g, '');

  test.each([
    ['posted', {}],
    ['with plain blocks', { nativeTable: false, nativeFeedback: false }],
  ])('%s is taken by Slack, in parts that chat.update takes too', (_, options) => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const messages = answerMessages(answer, { ...inThread, showQuestion: true, share: true, ...options });
        expect(taken(messages)).toEqual(nulls(messages));
        expect(taken(plainly(messages))).toEqual(nulls(messages));
        for (const { text } of messages) expect(text.length).toBeLessThanOrEqual(4_000);
      }),
      { numRuns: 30 },
    );
  });

  test('is whole in its text, and can mention nobody there', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const messages = answerMessages(answer, { ...inThread, nativeTable: false });
        const all = read(messages);
        for (const { text } of answer.statements) expect(all).toContain(letters(text));
        for (const { text } of answer.table?.rows ?? []) expect(all).toContain(letters(text));
        expect(all).toContain(letters(answer.headline));
        for (const { text } of messages) expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }),
      { numRuns: 40 },
    );
  });

  test('holds nothing that Slack reads as markup, and links to nothing but the web pages of its citations', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const messages = answerMessages(answer, { ...inThread, showQuestion: true });
        const addresses = new Set(answer.citations.flatMap(({ url }) => (url && URL.canParse(url) ? [new URL(url).href] : [])));
        for (const object of objectsIn(messages.map(({ blocks }) => blocks))) {
          expect(['mrkdwn', 'markdown', 'section', 'user', 'usergroup', 'broadcast', 'channel', 'emoji', 'team']).not.toContain(
            object.type,
          );
          if (object.type === 'plain_text') expect(object.emoji).toBe(false);
          if (object.type === 'link') {
            expect(addresses).toContain(object.url);
            expect(String(object.url)).toMatch(/^https?:\/\/[^@]*$|^https?:\/\/[^/@]*\//);
            expect(object.text).toMatch(/^\[\d+\]$/);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('comes in at most five messages through a response_url, and in one modal', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const messages = answerMessages(answer, { ...inThread, share: true, most: 5 });
        expect(messages.length).toBeLessThanOrEqual(5);
        for (const message of messages) expect(refuseMessage({ ...message }, 'response_url')).toBeNull();
        const modal = answerModal(answerMessages(answer, { ...inThread, nativeTable: false, nativeFeedback: false }));
        expect(refuseView(modal, 'modal')).toBeNull();
      }),
      { numRuns: 30 },
    );
  });
});

describe('forms and pages are taken by Slack', () => {
  const places = index.profiles().map(({ jurisdiction, name }) => ({ value: jurisdiction, label: name }));
  const topics = index.topics.map(({ id, label }) => ({ value: id, label }));

  test('the form to ask', () => expect(refuseView(askModal(places, topics, 'TH'), 'modal')).toBeNull());
  test.each([
    [
      'a channel and the workspace',
      { channel: { id: 'C1', own: { country: 'TH' as const, quiet: true } }, workspace: { listen: 'questions' as const } },
    ],
    ['a channel', { channel: { id: 'C1', own: {} }, workspace: null }],
    ['the workspace', { channel: null, workspace: {} }],
    ['nothing that may be changed', { channel: null, workspace: null }],
  ])('settings of %s', (_, form) => expect(refuseView(settingsModal(form, places, topics), 'modal')).toBeNull());
  test('a note of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(refuseView(noteModal(text, text), 'modal')).toBeNull();
        expect(refuseMessage({ channel: 'C1', ...note(text) })).toBeNull();
      }),
      { numRuns: 30 },
    );
  });
  test('sources of any answer', () => {
    fc.assert(
      fc.property(anyAnswer, ({ citations }) => {
        expect(refuseView(sourcesModal(citations, 2, '2026-11-25'), 'modal')).toBeNull();
      }),
      { numRuns: 30 },
    );
  });
  test('help', () => expect(taken(helpMessages())).toEqual([null]));
  test('every instrument of the corpus, in five messages', () => {
    for (const { id } of index.instruments()) {
      const messages = shownMessages(show(index, id), 5);
      expect(messages.length).toBeLessThanOrEqual(5);
      expect(messages.map((message) => refuseMessage({ ...message }, 'response_url'))).toEqual(nulls(messages));
    }
  });
  test('a list of a hundred things', () => {
    const entries = index.items.slice(0, 100).map(({ id, heading, jurisdiction }) => ({ id, heading, place: jurisdiction }));
    const messages = listMessages('Things', entries, 5);
    expect(messages.map((message) => refuseMessage({ ...message }, 'response_url'))).toEqual(nulls(messages));
  });
  test('App Home', () => {
    const view = homeView({
      coverage: places.map(({ label }, n) => ({ name: label, provisions: n * 10 })),
      changes: [{ date: '2026-07-01', what: 'in force', title: 'Law on Cybersecurity 2025', place: 'Viet Nam', url: 'https://a.example/' }],
      places,
      country: 'VN',
      examples: ['fine for hacking'],
    });
    expect(refuseView(view, 'home')).toBeNull();
  });
});
