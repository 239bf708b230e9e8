/** "Table as CSV": a comparison as a file, each cell with its source. */
import { AttachmentBuilder, ComponentType } from 'discord.js';
import { csvOf } from '../../presentation/table-formats.ts';
import { missingPermissions } from '../permissions.ts';
import { type Components, textOf } from '../render/components.ts';
import { quotedIn, quoteOf } from '../render/quote.ts';
import { Refusal, replyTo } from '../reply.ts';
import { takeTableAgain } from '../turn.ts';
import { say } from '../words.ts';
import { componentsOf, type Handler } from './component.ts';

export const table: Handler<'table'> = (interaction, { source }, deps) =>
  replyTo(interaction, deps, { use: 'press', private: true }, () => {
    const missing = missingPermissions(interaction.appPermissions, ['AttachFiles']);
    if (missing.length > 0) throw new Refusal(say(interaction.locale, 'missing', { permissions: missing.join(', ') }));
    const again = takeTableAgain(deps, source, quotedIn(componentsOf(interaction)));
    if (!again) throw new Refusal(say(interaction.locale, 'gone'));
    const name = `${again.answer.table?.topic ?? 'comparison'}-${again.answer.asOf}.csv`;
    // The mark at the beginning tells spreadsheets that the file is UTF-8.
    const file = new AttachmentBuilder(Buffer.from(`\ufeff${csvOf(again.answer)}`), { name });
    const shown: Components = [textOf(quoteOf(again.asked)), { type: ComponentType.File, file: { url: `attachment://${name}` } }];
    return { messages: [shown], files: [file] };
  });
