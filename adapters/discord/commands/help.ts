/** `/help`: how to ask. */
import { ApplicationCommandType } from 'discord.js';
import { renderNotes } from '../render/record.ts';
import { replyTo } from '../reply.ts';
import type { SlashCommand } from './command.ts';
import { EVERYWHERE } from './everywhere.ts';
import { NAMES } from './names.ts';

const HOW = `**LexSEA** answers questions about the law of cybersecurity, cybercrime and data protection in ASEAN and its eleven member states. Every sentence of an answer carries the provision that it rests on.`;

const COMMANDS = [
  '**/ask** breach notification deadline in Thailand?',
  '**/compare** a topic over the member states, as a table and as CSV',
  '**/law** a law or one provision · **/norm** a norm of responsible State behaviour · **/body** an institution',
  '**Look this up** in the menu of a message (Apps) looks up what somebody wrote',
  'Or mention me. In a thread that I opened “and in Viet Nam?” is understood.',
].join('\n');

const NOT = [
  '-# General information, not legal advice. What the corpus does not hold, LexSEA says it does not know.',
  '-# Questions are not stored or logged, and no language model reads them.',
].join('\n');

export const help: SlashCommand = {
  data: { type: ApplicationCommandType.ChatInput, ...NAMES.help, ...EVERYWHERE },
  run: (interaction, deps) =>
    replyTo(interaction, deps, { use: 'press', private: true }, ({ settings }) => {
      const home = settings.home ? `\n-# Where a question names no country, ${settings.home} is taken.` : '';
      return { messages: [renderNotes([HOW, COMMANDS, NOT + home])] };
    }),
};
