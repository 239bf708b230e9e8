import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorLine, masked, openLog } from '../../adapters/service/log.ts';
import { anyString } from '../strings.ts';

/** A logger, and the lines that it has written. */
function log(options: Parameters<typeof openLog>[0] = {}) {
  const lines: string[] = [];
  return { lines, log: openLog({ ...options, destination: { write: (line) => void lines.push(line) } }) };
}

describe('a line of the log', () => {
  test('is JSON with time, level, ids and counts', () => {
    const { lines, log: logger } = log();
    logger.child({ surface: 'slack' }).info({ team: 'T1', count: 3 }, 'started');
    expect(JSON.parse(lines[0] as string)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      surface: 'slack',
      team: 'T1',
      count: 3,
      msg: 'started',
    });
  });

  test.each([
    ['text', { text: 'SENTINEL' }],
    ['the question', { question: 'SENTINEL' }],
    ['the text of an event', { event: { text: 'SENTINEL' } }],
    ['content', { message: { content: 'SENTINEL' } }],
    ['blocks', { blocks: [{ text: 'SENTINEL' }] }],
    ['a body', { body: 'SENTINEL' }],
    ['headers', { request: { headers: { authorization: 'SENTINEL' } } }],
    ['an answer of a platform', { data: { text: 'SENTINEL' } }],
    ['a request that hangs on an error', { err: Object.assign(new Error('no'), { config: { data: 'SENTINEL' }, request: 'SENTINEL' }) }],
    ['an error that hangs on an error', { err: new Error('no', { cause: new Error('SENTINEL') }) }],
    ['the stack of an error', { err: Object.assign(new Error('no'), { stack: 'Error: no\n    at SENTINEL' }) }],
    ['later lines of an error', { err: new Error('no\nSENTINEL') }],
  ])('never shows %s', (_, fields) => {
    const { lines, log: logger } = log({ level: 'debug' });
    logger.error(fields, 'failed');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('SENTINEL');
    expect(JSON.parse(lines[0] as string)).toMatchObject({ level: 'error', msg: 'failed' });
  });

  test.each<[string, string, string?]>([
    ['a bot token of Slack', 'xoxb-1234567890-abcdefghij'],
    ['a user token of Slack', 'xoxp-1234567890-abcdefghij'],
    ['an app token of Slack', 'xapp-1-A012-345-abcdef'],
    ['a refresh token of Slack', 'xoxe-1-abcdefghijkl'],
    ['a token of Discord', `MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.${'a'.repeat(27)}`],
    ['an Authorization header', 'Bearer abcdefghijklmnop1234'],
    ['the address of a socket', 'wss://wss-primary.slack.com/link/?ticket=0f1e2d3c-4b5a', 'wss://wss-primary.slack.com/link/?[masked]'],
    ['a response_url', 'https://hooks.slack.com/commands/T1/123456/AbCdEf', 'https://[masked]'],
    [
      'the token of an interaction',
      'https://discord.com/api/v10/webhooks/123456789012345678/aW50ZXJhY3Rpb246MTIz',
      'https://discord.com/api/v10[masked]',
    ],
    ['the secret of this process', 'the "secret" of this process'],
  ])('masks %s wherever it stands', (_, token, shown = '[masked]') => {
    const { lines, log: logger } = log({ secrets: ['the "secret" of this process'] });
    logger.info({ id: token, deep: { deeper: { at: token } }, err: new Error(`refused ${token}`) }, `before ${token} after`);
    expect(lines[0]).not.toContain(JSON.stringify(token).slice(1, -1));
    expect(JSON.parse(lines[0] as string)).toMatchObject({
      msg: `before ${shown} after`,
      id: shown,
      err: { message: `refused ${shown}` },
    });
  });

  test('is written from its level on', () => {
    const { lines, log: logger } = log({ level: 'warn' });
    logger.info('a');
    logger.warn('b');
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['b']);
  });
});

test('no secret stands in a masked text, whatever both are', () => {
  const secret = anyString.filter((text) => text.length >= 6 && !'[masked]'.includes(text));
  fc.assert(
    fc.property(anyString, secret, anyString, (before, hidden, after) => {
      const shown = masked(`${before}${hidden}${after}`, [hidden]);
      expect(shown).toContain('[masked]');
    }),
  );
});

describe('an error in the log', () => {
  test.each<[unknown, object]>([
    [new TypeError('no'), { type: 'TypeError', message: 'no' }],
    [
      Object.assign(new Error('no'), { code: 'ECONNREFUSED', status: 429 }),
      { type: 'Error', message: 'no', code: 'ECONNREFUSED', status: 429 },
    ],
    [Object.assign(new Error('no'), { code: { a: 1 } }), { type: 'Error', message: 'no' }],
    ['thrown text\nmore', { message: 'thrown text' }],
    [undefined, { message: 'undefined' }],
    [{ secret: 1 }, { message: 'object' }],
  ])('%o', (error, line) => {
    expect(errorLine(error)).toEqual(line);
  });
});
