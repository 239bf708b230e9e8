/** Components of messages and modals, as Discord's component reference allows them. */
import { z } from 'zod';
import { errorsOf, type FormError, type Json, wrong } from './form.ts';
import { COMPONENT, MODAL } from './limits.ts';

const id = z.int().min(0).max(2_147_483_647).optional();
const customId = z.string().min(1).max(COMPONENT.customId);
const emoji = z.strictObject({ id: z.string().nullish(), name: z.string().nullish(), animated: z.boolean().nullish() });
const media = z.looseObject({ url: z.string().regex(/^(https?|attachment):\/\/\S+$/, 'Not a well formed URL.') });

const button = z
  .strictObject({
    type: z.literal(2),
    id,
    style: z.int().min(1).max(6),
    label: z.string().max(COMPONENT.buttonLabel).optional(),
    emoji: emoji.nullish(),
    custom_id: customId.optional(),
    sku_id: z.string().optional(),
    url: z.string().max(COMPONENT.url).optional(),
    disabled: z.boolean().optional(),
  })
  .superRefine((value, context) => {
    const say = (path: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { code } });
    if (value.style === 5) {
      if (!value.url) say('url', 'BASE_TYPE_REQUIRED', 'A url is required');
      else if (!/^(https?|discord):\/\/[^\s/]+/.test(value.url)) say('url', 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
      if (value.custom_id) say('custom_id', 'COMPONENT_CUSTOM_ID_AND_URL', 'A custom id and url cannot both be specified');
    } else if (value.style < 5) {
      if (!value.custom_id) say('custom_id', 'BASE_TYPE_REQUIRED', 'A custom id is required');
      if (value.url) say('url', 'COMPONENT_CUSTOM_ID_AND_URL', 'A custom id and url cannot both be specified');
    }
    if (value.style !== 6 && !value.label && !value.emoji)
      say('label', 'BUTTON_COMPONENT_INVALID_EMOJI_AND_LABEL', 'A label or an emoji is required');
  });

const selectOption = z.strictObject({
  label: z.string().min(1).max(COMPONENT.optionLabel),
  value: z.string().min(1).max(COMPONENT.optionValue),
  description: z.string().min(1).max(COMPONENT.optionDescription).nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().optional(),
});
const select = {
  id,
  custom_id: customId,
  placeholder: z.string().max(COMPONENT.placeholder).nullish(),
  min_values: z.int().min(0).max(COMPONENT.options).optional(),
  max_values: z.int().min(1).max(COMPONENT.options).optional(),
  disabled: z.boolean().optional(),
  required: z.boolean().optional(),
};
const stringSelect = z
  .strictObject({ type: z.literal(3), ...select, options: z.array(selectOption).min(1).max(COMPONENT.options) })
  .superRefine(({ options, max_values }, context) => {
    const seen = new Set<string>();
    for (const [place, option] of options.entries()) {
      if (seen.has(option.value))
        context.addIssue({
          code: 'custom',
          path: ['options', place, 'value'],
          message: 'The specified option value is already used',
          params: { code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED' },
        });
      seen.add(option.value);
    }
    if (max_values !== undefined && max_values > options.length)
      context.addIssue({ code: 'custom', path: ['max_values'], message: 'There are fewer options than that', params: { code: 'INVALID' } });
  });
const defaults = z
  .array(z.strictObject({ id: z.string(), type: z.enum(['user', 'role', 'channel']) }))
  .max(COMPONENT.options)
  .optional();
const userSelect = z.strictObject({ type: z.literal(5), ...select, default_values: defaults });
const roleSelect = z.strictObject({ type: z.literal(6), ...select, default_values: defaults });
const mentionableSelect = z.strictObject({ type: z.literal(7), ...select, default_values: defaults });
const channelSelect = z.strictObject({
  type: z.literal(8),
  ...select,
  default_values: defaults,
  channel_types: z.array(z.int()).optional(),
});

const textDisplay = z.strictObject({ type: z.literal(10), id, content: z.string().min(1).max(COMPONENT.text) });
const described = { description: z.string().max(COMPONENT.mediaDescription).nullish(), spoiler: z.boolean().optional() };
const thumbnail = z.strictObject({ type: z.literal(11), id, media, ...described });
const gallery = z.strictObject({
  type: z.literal(12),
  id,
  items: z
    .array(z.strictObject({ media, ...described }))
    .min(1)
    .max(COMPONENT.galleryItems),
});
const file = z.looseObject({ type: z.literal(13), id, file: media, spoiler: z.boolean().optional() });
const separator = z.strictObject({ type: z.literal(14), id, divider: z.boolean().optional(), spacing: z.int().min(1).max(2).optional() });

const actionRow = z
  .strictObject({
    type: z.literal(1),
    id,
    components: z
      .array(z.discriminatedUnion('type', [button, stringSelect, userSelect, roleSelect, mentionableSelect, channelSelect]))
      .min(1)
      .max(COMPONENT.rowButtons),
  })
  .superRefine(({ components }, context) => {
    if (components.length > 1 && components.some(({ type }) => type !== 2))
      context.addIssue({
        code: 'custom',
        path: ['components'],
        message: 'A select menu needs an action row of its own',
        params: { code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED' },
      });
  });
const section = z.strictObject({
  type: z.literal(9),
  id,
  components: z.array(textDisplay).min(1).max(COMPONENT.sectionTexts),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});
const container = z.strictObject({
  type: z.literal(17),
  id,
  components: z.array(z.discriminatedUnion('type', [actionRow, textDisplay, section, gallery, separator, file])).min(1),
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  spoiler: z.boolean().optional(),
});

const legacy = z.array(z.discriminatedUnion('type', [actionRow])).max(COMPONENT.legacyRows);
const versionTwo = z.array(z.discriminatedUnion('type', [actionRow, section, textDisplay, gallery, file, separator, container]));

const textInput = z.strictObject({
  type: z.literal(4),
  id,
  custom_id: customId,
  style: z.int().min(1).max(2),
  label: z.string().min(1).max(MODAL.label).optional(),
  min_length: z.int().min(0).max(MODAL.value).optional(),
  max_length: z.int().min(1).max(MODAL.value).optional(),
  required: z.boolean().optional(),
  value: z.string().max(MODAL.value).optional(),
  placeholder: z.string().max(MODAL.placeholder).optional(),
});
const label = z.strictObject({
  type: z.literal(18),
  id,
  label: z.string().min(1).max(MODAL.label),
  description: z.string().max(MODAL.labelDescription).optional(),
  component: z.discriminatedUnion('type', [textInput, stringSelect, userSelect, roleSelect, mentionableSelect, channelSelect]),
});
const inputRow = z.strictObject({ type: z.literal(1), id, components: z.array(textInput).length(1) });
const modal = z.strictObject({
  custom_id: customId,
  title: z.string().min(1).max(MODAL.title),
  components: z
    .array(z.discriminatedUnion('type', [inputRow, label, textDisplay]))
    .min(1)
    .max(MODAL.components),
});

/** Every component under these, parents before children. */
export function* everyComponent(components: unknown): Generator<{ component: Json; path: (string | number)[] }> {
  if (!Array.isArray(components)) return;
  for (const [place, component] of (components as Json[]).entries()) {
    if (component === null || typeof component !== 'object') continue;
    yield { component, path: [place] };
    for (const below of everyComponent(component.components))
      yield { component: below.component, path: [place, 'components', ...below.path] };
    for (const single of ['accessory', 'component']) {
      if (component[single] !== undefined) {
        for (const below of everyComponent([component[single]]))
          yield { component: below.component, path: [place, single, ...below.path.slice(1)] };
      }
    }
  }
}

function unique(components: unknown, key: 'custom_id' | 'id', code: string, message: string): FormError[] {
  const seen = new Set<unknown>();
  return [...everyComponent(components)].flatMap(({ component, path }) => {
    const value = component[key];
    if (value === undefined || value === 0) return [];
    const again = seen.has(value);
    seen.add(value);
    return again ? [wrong(['components', ...path, key], code, message)] : [];
  });
}

/** What is wrong with the components of a message; `two` if it has the flag IS_COMPONENTS_V2. */
export function componentErrors(components: unknown, two: boolean): FormError[] {
  const errors = errorsOf(two ? versionTwo : legacy, components).map((error) => ({ ...error, path: ['components', ...error.path] }));
  errors.push(...unique(components, 'custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'));
  errors.push(...unique(components, 'id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated'));
  if (!two) return errors;
  const all = [...everyComponent(components)];
  if (all.length > COMPONENT.total)
    errors.push(
      wrong(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', `The total number of components cannot exceed ${COMPONENT.total}`),
    );
  const text = all.reduce((sum, { component }) => sum + (component.type === 10 ? String(component.content).length : 0), 0);
  if (text > COMPONENT.text)
    errors.push(
      wrong(
        ['components'],
        'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
        `Total displayable text size exceeds maximum size of ${COMPONENT.text}`,
      ),
    );
  return errors;
}

/** What is wrong with a modal (the `data` of a callback of type 9). */
export function modalErrors(data: unknown): FormError[] {
  const components = (data as Json | undefined)?.components;
  return [
    ...errorsOf(modal, data),
    ...unique(components, 'custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'),
  ];
}
