/**
 * Block Kit's limits, each with the page of Slack's documentation that states it. What the documentation does not state, and users
 * met all the same, cites where they reported it. Lengths are UTF-16 code units, which is never more lenient than Slack's count.
 */

const BLOCKS = 'https://docs.slack.dev/reference/block-kit/blocks';
const ELEMENTS = 'https://docs.slack.dev/reference/block-kit/block-elements';
const OBJECTS = 'https://docs.slack.dev/reference/block-kit/composition-objects';
const METHODS = 'https://docs.slack.dev/reference/methods';

export const LIMITS = {
  'message.blocks': { most: 50, source: BLOCKS },
  'message.text': { most: 40_000, source: `${METHODS}/chat.postMessage#truncating` },
  // chat.postMessage and chat.update alone; a response_url takes more. Not in the documentation: measured by users, see the source.
  'message.blocks json': { most: 13_200, source: 'https://github.com/slackapi/bolt-js/issues/2509' },
  'view.blocks': { most: 100, source: BLOCKS },
  'view.json': { most: 250_000, source: `${METHODS}/views.open#errors` },
  'view.title': { most: 24, source: 'https://docs.slack.dev/reference/views/modal-views' },
  'view.submit': { most: 24, source: 'https://docs.slack.dev/reference/views/modal-views' },
  'view.close': { most: 24, source: 'https://docs.slack.dev/reference/views/modal-views' },
  'view.private_metadata': { most: 3000, source: 'https://docs.slack.dev/reference/views/modal-views' },
  'view.callback_id': { most: 255, source: 'https://docs.slack.dev/reference/views/modal-views' },
  'view.external_id': { most: 255, source: `${METHODS}/views.open` },
  'view.stack': { most: 3, source: `${METHODS}/views.push#errors` },
  block_id: { most: 255, source: BLOCKS },
  action_id: { most: 255, source: ELEMENTS },
  text: { most: 3000, source: `${OBJECTS}/text-object` },
  'section.text': { most: 3000, source: `${BLOCKS}/section-block` },
  'section.fields': { most: 10, source: `${BLOCKS}/section-block` },
  'section.field': { most: 2000, source: `${BLOCKS}/section-block` },
  'header.text': { most: 150, source: `${BLOCKS}/header-block` },
  'context.elements': { most: 10, source: `${BLOCKS}/context-block` },
  'actions.elements': { most: 25, source: `${BLOCKS}/actions-block` },
  'context_actions.elements': { most: 5, source: `${BLOCKS}/context-actions-block` },
  'input.label': { most: 2000, source: `${BLOCKS}/input-block` },
  'input.hint': { most: 2000, source: `${BLOCKS}/input-block` },
  'image.alt_text': { most: 2000, source: `${BLOCKS}/image-block` },
  'image.title': { most: 2000, source: `${BLOCKS}/image-block` },
  'image.url': { most: 3000, source: `${BLOCKS}/image-block` },
  'markdown.text': { most: 12_000, source: `${BLOCKS}/markdown-block` },
  'table.rows': { most: 100, source: `${BLOCKS}/table-block` },
  'table.columns': { most: 20, source: `${BLOCKS}/table-block` },
  'table.per message': { most: 1, source: `${BLOCKS}/table-block#usage-info` },
  // Stated for data_table; taken to hold for table too.
  'table.characters': { most: 10_000, source: `${BLOCKS}/data-table-block#usage-info` },
  'video.title': { most: 199, source: `${BLOCKS}/video-block` },
  'video.author_name': { most: 49, source: `${BLOCKS}/video-block` },
  'button.text': { most: 75, source: `${ELEMENTS}/button-element` },
  'button.value': { most: 2000, source: `${ELEMENTS}/button-element` },
  'button.url': { most: 3000, source: `${ELEMENTS}/button-element` },
  'button.accessibility_label': { most: 75, source: `${ELEMENTS}/button-element` },
  'feedback.text': { most: 75, source: `${ELEMENTS}/feedback-buttons-element` },
  'feedback.value': { most: 2000, source: `${ELEMENTS}/feedback-buttons-element` },
  placeholder: { most: 150, source: `${ELEMENTS}/select-menu-element` },
  'select.options': { most: 100, source: `${ELEMENTS}/select-menu-element` },
  'select.option_groups': { most: 100, source: `${ELEMENTS}/select-menu-element` },
  'radio_buttons.options': { most: 10, source: `${ELEMENTS}/radio-button-group-element` },
  'checkboxes.options': { most: 10, source: `${ELEMENTS}/checkboxes-element` },
  'overflow.options': { most: 5, source: `${ELEMENTS}/overflow-menu-element` },
  'plain_text_input.length': { most: 3000, source: `${ELEMENTS}/plain-text-input-element` },
  'option.text': { most: 75, source: `${OBJECTS}/option-object` },
  // @slack/types says 75, the page 150: the stricter holds for both.
  'option.value': { most: 75, source: `${OBJECTS}/option-object` },
  'option.description': { most: 75, source: `${OBJECTS}/option-object` },
  'option.url': { most: 3000, source: `${OBJECTS}/option-object` },
  'option_group.label': { most: 75, source: `${OBJECTS}/option-group-object` },
  'confirm.title': { most: 100, source: `${OBJECTS}/confirmation-dialog-object` },
  'confirm.text': { most: 300, source: `${OBJECTS}/confirmation-dialog-object` },
  'confirm.button': { most: 30, source: `${OBJECTS}/confirmation-dialog-object` },
  'assistant.prompts': { most: 4, source: `${METHODS}/assistant.threads.setSuggestedPrompts` },
} as const satisfies Record<string, { most: number; source: string }>;

/** The largest number of characters or items that Slack takes at a place. */
export function most(place: keyof typeof LIMITS): number {
  return LIMITS[place].most;
}
