/**
 * The shapes of Block Kit's blocks, https://docs.slack.dev/reference/block-kit/blocks. A block that Slack knows and that is not here
 * (card, carousel, container, data_table, plan, task_card, workflow steps) is refused as unknown: nobody here sends one.
 */

import { accessory, action, anyText, contextAction, contextual, image, input, plainText } from './elements.ts';
import { most } from './limits.ts';
import { all, boolean, byType, type Check, integer, list, object, oneOf, rule, string, url } from './schema.ts';

const type: Check = () => {};
const blockId = { block_id: string(most('block_id')) };

function block(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return object({ type, ...required }, { ...blockId, ...optional });
}

const flags = (...names: readonly string[]) => object({}, Object.fromEntries(names.map((name) => [name, boolean])));
const textStyle = { style: flags('bold', 'italic', 'strike', 'code', 'underline') };
const mentionStyle = { style: flags('bold', 'italic', 'strike', 'highlight', 'client_highlight', 'unlink') };
const inline: Record<string, Check> = {
  text: object({ type, text: string(most('text')) }, textStyle),
  link: object({ type, url: url(most('button.url')) }, { text: string(most('text')), unsafe: boolean, ...textStyle }),
  emoji: object({ type, name: string(255) }, { unicode: string(255), url: url(3000), ...textStyle }),
  user: object({ type, user_id: string(255) }, mentionStyle),
  usergroup: object({ type, usergroup_id: string(255) }, mentionStyle),
  channel: object({ type, channel_id: string(255) }, mentionStyle),
  team: object({ type, team_id: string(255) }, mentionStyle),
  broadcast: object({ type, range: oneOf('here', 'channel', 'everyone') }, mentionStyle),
  color: object({ type, value: string(255) }, textStyle),
  date: object({ type, timestamp: integer(0, 9_999_999_999), format: string(3000) }, { url: url(3000), fallback: string(3000) }),
};
const lines = { elements: list(byType(inline), 1000, 0) };
const { text, link } = inline;
const section = object({ type, ...lines });
const border = { border: oneOf(0, 1) };

export const richText: Check = block({
  elements: list(
    byType({
      rich_text_section: section,
      rich_text_quote: object({ type, ...lines }, border),
      rich_text_preformatted: object(
        { type, elements: list(byType({ text: text ?? type, link: link ?? type }), 1000, 0) },
        { ...border, language: string(255) },
      ),
      rich_text_list: object(
        { type, style: oneOf('bullet', 'ordered'), elements: list(byType({ rich_text_section: section }), 1000) },
        { ...border, indent: integer(0, 8), offset: integer(0, 1000) },
      ),
    }),
    1000,
  ),
});

const cell = byType({
  raw_text: object({ type, text: string(most('text')) }),
  raw_number: object({ type, value: type, text: string(most('text')) }),
  rich_text: richText,
});
const column: Check = (value, at, problems) => {
  if (value !== null) object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean })(value, at, problems);
};

/** Blocks that messages, modals and home tabs all take. */
const everywhere: Record<string, Check> = {
  section: all(
    block(
      {},
      {
        text: anyText(most('section.text')),
        fields: list(anyText(most('section.field')), most('section.fields')),
        accessory,
        expand: boolean,
      },
    ),
    rule((value) => (value.text === undefined && value.fields === undefined ? 'must provide text or fields' : null)),
  ),
  header: block({ text: plainText(most('header.text')) }),
  divider: block({}),
  context: block({ elements: list(contextual, most('context.elements')) }),
  actions: block({ elements: list(action, most('actions.elements')) }),
  input: block(
    { label: plainText(most('input.label')), element: input },
    { hint: plainText(most('input.hint')), optional: boolean, dispatch_action: boolean },
  ),
  image: (value, at, problems) => {
    const { block_id: own, title, ...rest } = value as Record<string, unknown>;
    image(rest, at, problems);
    if (own !== undefined) blockId.block_id(own, `${at}/block_id`, problems);
    if (title !== undefined) plainText(most('image.title'))(title, `${at}/title`, problems);
  },
  rich_text: richText,
  video: block(
    { video_url: url(3000), thumbnail_url: url(3000), alt_text: string(2000), title: plainText(most('video.title')) },
    {
      title_url: url(3000),
      author_name: string(most('video.author_name')),
      provider_name: string(255),
      provider_icon_url: url(3000),
      description: plainText(most('text')),
    },
  ),
};

/** Blocks of a modal or home tab. */
export const viewBlock = byType(everywhere);

/** Blocks of a message. */
export const messageBlock = byType({
  ...everywhere,
  context_actions: block({ elements: list(contextAction, most('context_actions.elements')) }),
  markdown: block({ text: string(most('markdown.text')) }),
  table: block(
    { rows: list(list(cell, most('table.columns')), most('table.rows')) },
    { column_settings: list(column, most('table.columns'), 0) },
  ),
});
