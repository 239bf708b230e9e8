import { ApplicationCommandType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { commandData } from '../../adapters/discord/commands/commands.ts';
import { textOf } from '../../adapters/discord/listeners/message.ts';
import { sameCommands } from '../../adapters/discord/register.ts';
import { threadName } from '../../adapters/discord/threads.ts';
import { say } from '../../adapters/discord/words.ts';
import { commandsErrors } from './server/command-form.ts';

const commands = JSON.parse(JSON.stringify(commandData())) as Record<string, unknown>[];
/** As Discord gives commands back: with ids, versions, and what it fills in. */
const asKept = (command: Record<string, unknown>): Record<string, unknown> => ({
  id: '1',
  application_id: '2',
  version: '3',
  default_member_permissions: null,
  dm_permission: true,
  nsfw: false,
  ...command,
  description_localizations: command.description_localizations ?? null,
});

describe('the commands', () => {
  test('are such as Discord takes', () => {
    expect(commandsErrors(commands)).toEqual([]);
  });

  test('have names and descriptions in the languages of the region', () => {
    for (const { name, type, name_localizations, description_localizations } of commands as Record<string, Record<string, string>>[]) {
      expect(Object.keys(name_localizations ?? {}), String(name)).toEqual(expect.arrayContaining(['id', 'th', 'vi', 'zh-CN']));
      if (type !== (ApplicationCommandType.Message as unknown))
        expect(Object.keys(description_localizations ?? {})).toEqual(expect.arrayContaining(['id', 'th', 'vi', 'zh-CN']));
    }
  });

  test('that Discord has already are not registered again', () => {
    expect(sameCommands(commands.map(asKept).reverse(), commands)).toBe(true);
  });

  test.each([
    ['a description', (command: Record<string, unknown>) => ({ ...command, description: 'other' })],
    ['a translation', (command: Record<string, unknown>) => ({ ...command, name_localizations: { id: 'lain' } })],
    ['an option', (command: Record<string, unknown>) => ({ ...command, options: [{ type: 3, name: 'x', description: 'y' }] })],
    ['where it can be used', (command: Record<string, unknown>) => ({ ...command, contexts: [0] })],
    ['who may use it', (command: Record<string, unknown>) => ({ ...command, default_member_permissions: '8' })],
  ])('of which %s changed are registered', (_, change) => {
    expect(
      sameCommands(
        commands.map((command, n) => asKept(n === 0 ? change(command) : command)),
        commands,
      ),
    ).toBe(false);
  });

  test('of which one is missing or too many are registered', () => {
    expect(sameCommands(commands.slice(1).map(asKept), commands)).toBe(false);
    expect(sameCommands([...commands.map(asKept), asKept({ name: 'old', description: 'old' })], commands)).toBe(false);
  });
});

describe('words', () => {
  test.each([
    ['en-US', 'Sources'],
    ['id', 'Sumber'],
    ['th', 'แหล่งที่มา'],
    ['vi', 'Nguồn'],
    ['zh-CN', '来源'],
    ['de', 'Sources'],
    ['__proto__', 'Sources'],
  ])('in %s: %s', (locale, word) => {
    expect(say(locale, 'sources')).toBe(word);
  });

  test('are filled in', () => {
    expect(say('en-GB', 'wait', { seconds: 12 })).toBe('That was fast. Ask again in 12 s.');
  });
});

test.each([
  ['<@123> what is the penalty?', 'what is the penalty?'],
  ['what <@!123> is <@&4> it <#5> <:smile:6> <a:party:7> <t:8:R> </ask:9>', 'what   is   it'],
  ['<@123>', ''],
  ['a < b and <html>', 'a < b and <html>'],
])('the words of the message %j are %j', (content, text) => {
  expect(textOf({ content })).toBe(text);
});

test.each([
  ['breach notification deadline in Thailand?', 'breach notification deadline in Thailand?'],
  ['', 'LexSEA'],
  ['\u200b \u202e', 'LexSEA'],
  ['word '.repeat(40), `${'word '.repeat(18)}word…`],
])('the thread on %j is called %j', (question, name) => {
  expect(threadName(question)).toBe(name);
  expect(threadName(question).length).toBeLessThanOrEqual(100);
});
