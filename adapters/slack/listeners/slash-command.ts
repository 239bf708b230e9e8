/** /lexsea: a question, or one of compare, show, norms, settings, help. Seen by who asks, unless the settings say otherwise. */
import type { App, SlashCommand, webApi } from '@slack/bolt';
import { show } from '../../../src/answer/show.ts';
import { isMemberState } from '../../../src/corpus/member-states.ts';
import { jurisdictionsOf, topicOf, UnknownNameError } from '../../../src/question/parameters.ts';
import { placeName } from '../../presentation/labels.ts';
import { stopwatch } from '../../service/meter.ts';
import { written } from '../render/escape.ts';
import type { SlackMessage } from '../render/pack.ts';
import { helpMessages, listMessages, note, shownMessages } from '../render/texts.ts';
import { MOST_RESPONSES, respondWith } from '../respond.ts';
import { type Asker, compareTurn, count, messagesOf, type SlackDeps, settingsOf, slowDown, type Turn, takeTurn } from '../turn.ts';
import { teamOf } from './from.ts';
import { openSettings } from './settings.ts';

/** What a command says: an answer, or something that is shown as it is. */
type Said = { turn: Turn | string } | { messages: SlackMessage[] };

export function registerSlashCommand(app: App, deps: SlackDeps): void {
  app.command('/lexsea', async ({ command, ack, client, context, body }) => {
    const seconds = stopwatch();
    await ack();
    const asker: Asker = {
      team: teamOf(context, body),
      channel: command.channel_id,
      user: command.user_id,
      conversation: [command.channel_id, command.user_id],
    };
    if (written(command.text).toLowerCase() === 'settings') return openSettingsOr(deps, client, asker, command);
    const said = await sayFor(deps, asker, command.text);
    if ('messages' in said) return respondWith(command.response_url, said.messages);
    const { audience, quiet } = await settingsOf(deps, asker);
    const isPublic = audience === 'public' && !quiet && typeof said.turn !== 'string';
    const shape = { share: !isPublic && !quiet, showQuestion: isPublic, most: MOST_RESPONSES };
    await respondWith(command.response_url, messagesOf(deps, said.turn, shape), { public: isPublic });
    count(deps, said.turn, seconds());
  });
}

async function openSettingsOr(
  deps: SlackDeps,
  client: webApi.WebClient,
  asker: Asker,
  { trigger_id, response_url }: SlashCommand,
): Promise<void> {
  const refused = await openSettings(deps, client, asker, trigger_id);
  if (refused) await respondWith(response_url, [note(refused)]);
}

/** What a text after /lexsea asks for. A word that could begin a question does, unless what follows fits the command. */
async function sayFor(deps: SlackDeps, asker: Asker, sent: string): Promise<Said> {
  const text = written(sent);
  const [word = '', rest = ''] = split(text);
  switch (word.toLowerCase()) {
    case '':
    case 'help':
      if (rest === '') return { messages: helpMessages() };
      break;
    case 'norms':
      if (rest === '') return { messages: norms(deps) };
      break;
    case 'show':
      if (/^[\w:.-]+(#.*)?$/.test(rest)) return { messages: shown(deps, rest) };
      break;
    case 'compare': {
      const compared = await compare(deps, asker, rest);
      if (compared) return { turn: compared };
      break;
    }
  }
  return { turn: await takeTurn(deps, asker, sent) };
}

function split(text: string): [string, string] {
  const space = text.search(/\s/);
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space).trim()];
}

/** A comparison by topic, as `breach notification in SG,MY`; null if the words name no topic, which may then be a question. */
async function compare(deps: SlackDeps, asker: Asker, words: string): Promise<Turn | string | null> {
  const { lexsea } = deps;
  const [, written = words, list] = /^(.*?)\s+in\s+(\S.*)$/i.exec(words) ?? [];
  const named = (topic: string): string | null => orNull(() => topicOf(lexsea.index, topic));
  const topic = named(written) ?? named(words);
  if (topic === null) return null;
  const isWhole = named(written) === null;
  let states: string[] = [];
  try {
    if (list && !isWhole) states = jurisdictionsOf(lexsea.index, list).filter((place) => place !== 'ASEAN');
  } catch (error) {
    if (error instanceof UnknownNameError) return `${error.message}.`;
    throw error;
  }
  const other = states.find((state) => !isMemberState(state));
  if (other) return `${other} is no member state of ASEAN; a comparison is of member states.`;
  return (await slowDown(deps, asker)) ?? compareTurn(deps, { topic, states });
}

function orNull<Value>(make: () => Value): Value | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnknownNameError) return null;
    throw error;
  }
}

function shown({ lexsea }: SlackDeps, id: string): SlackMessage[] {
  try {
    return shownMessages(show(lexsea.index, id), MOST_RESPONSES);
  } catch (error) {
    if (error instanceof UnknownNameError) return [note(`${error.message}.`)];
    throw error;
  }
}

function norms({ lexsea: { index } }: SlackDeps): SlackMessage[] {
  const entries = index.items
    .filter(({ kind, topics }) => kind === 'provision' && topics[0] === 'norms')
    .map(({ id, heading, jurisdiction }) => ({ id, heading, place: placeName(index, jurisdiction) }));
  return listMessages('Norms of responsible State behaviour in cyberspace', entries, MOST_RESPONSES);
}
