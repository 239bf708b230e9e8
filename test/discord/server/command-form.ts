/** Application commands as Discord registers them, and the choices of an autocomplete. */
import { z } from 'zod';
import { errorsOf, type FormError, type Json, wrong } from './form.ts';
import { AUTOCOMPLETE, COMMAND, LOCALES } from './limits.ts';

const lowerCase = (name: string): boolean => name === name.toLowerCase();
const commandName = z
  .string()
  .regex(COMMAND.name, `Command name is invalid`)
  .refine(lowerCase, { message: 'Command name is invalid', params: { code: 'APPLICATION_COMMAND_INVALID_NAME' } });
const locale = z.enum(LOCALES);
const localised = (value: z.ZodType) => z.partialRecord(locale, value).nullish();
const described = {
  description: z.string().min(1).max(COMMAND.description),
  description_localizations: localised(z.string().min(1).max(COMMAND.description)),
};
const named = { name: commandName, name_localizations: localised(commandName) };
const choice = z.strictObject({
  name: z.string().min(1).max(COMMAND.choiceName),
  name_localizations: localised(z.string().min(1).max(COMMAND.choiceName)),
  value: z.union([z.string().min(1).max(COMMAND.choiceValue), z.number()]),
});
const simple = z.strictObject({
  type: z.union([3, 4, 5, 6, 7, 8, 9, 10, 11].map((type) => z.literal(type))),
  ...named,
  ...described,
  required: z.boolean().optional(),
  choices: z.array(choice).max(COMMAND.choices).optional(),
  channel_types: z.array(z.int()).optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  min_length: z.int().min(0).max(6000).optional(),
  max_length: z.int().min(1).max(6000).optional(),
  autocomplete: z.boolean().optional(),
});
const subcommand = z.strictObject({ type: z.literal(1), ...named, ...described, options: z.array(simple).max(COMMAND.options).optional() });
const group = z.strictObject({ type: z.literal(2), ...named, ...described, options: z.array(subcommand).max(COMMAND.options).optional() });
const option = z.discriminatedUnion('type', [simple, subcommand, group]);
const common = {
  id: z.string().optional(),
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  default_permission: z.boolean().nullish(),
  integration_types: z.array(z.int().min(0).max(1)).min(1).nullish(),
  contexts: z.array(z.int().min(0).max(2)).min(1).nullish(),
  nsfw: z.boolean().optional(),
};
const chatInput = z.strictObject({
  type: z.literal(1).optional(),
  ...common,
  ...named,
  ...described,
  options: z.array(option).max(COMMAND.options).nullish(),
});
const contextName = z.string().min(1).max(COMMAND.contextMenuName);
const contextMenu = z.strictObject({
  type: z.union([z.literal(2), z.literal(3)]),
  ...common,
  name: contextName,
  name_localizations: localised(contextName),
  description: z.literal('').optional(),
});

function longest(text: unknown, localisations: unknown): number {
  return Math.max(...[text, ...Object.values((localisations as Json | null | undefined) ?? {})].map((each) => String(each ?? '').length));
}

function size(command: Json): number {
  const own = longest(command.name, command.name_localizations) + longest(command.description, command.description_localizations);
  const choices = ((command.choices as Json[] | undefined) ?? []).reduce(
    (sum, each) => sum + longest(each.name, each.name_localizations) + String(each.value).length,
    0,
  );
  return ((command.options as Json[] | undefined) ?? []).reduce((sum, each) => sum + size(each), own + choices);
}

function optionErrors(options: unknown, path: (string | number)[]): FormError[] {
  if (!Array.isArray(options)) return [];
  const errors: FormError[] = [];
  const names = new Set<unknown>();
  let optionalSeen = false;
  for (const [place, each] of (options as Json[]).entries()) {
    const here = [...path, 'options', place];
    if (names.has(each.name))
      errors.push(wrong([...here, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists'));
    names.add(each.name);
    if (each.required && optionalSeen)
      errors.push(
        wrong(here, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options must be placed before non-required options'),
      );
    if (!each.required && Number(each.type) > 2) optionalSeen = true;
    if (each.autocomplete && (each.choices as unknown[] | undefined)?.length)
      errors.push(wrong([...here, 'autocomplete'], 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES', 'Autocomplete cannot be used with choices'));
    if (each.autocomplete && ![3, 4, 10].includes(Number(each.type)))
      errors.push(wrong([...here, 'autocomplete'], 'APPLICATION_COMMAND_AUTOCOMPLETE_TYPE', 'Only text and numbers can be completed'));
    errors.push(...optionErrors(each.options, here));
  }
  const kinds = new Set((options as Json[]).map((each) => Number(each.type) <= 2));
  if (kinds.size > 1)
    errors.push(wrong([...path, 'options'], 'APPLICATION_COMMAND_OPTIONS_MIXED', 'Subcommands and other options cannot be mixed'));
  return errors;
}

/** What is wrong with one command. */
export function commandErrors(command: Json): FormError[] {
  const type = Number(command.type ?? 1);
  const errors = errorsOf(type === 1 ? chatInput : contextMenu, command);
  if (errors.length > 0) return errors;
  errors.push(...optionErrors(command.options, []));
  if (size(command) > COMMAND.total)
    errors.push(wrong([], 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${COMMAND.total})`));
  return errors;
}

/** What is wrong with all commands of one scope, as a bulk overwrite sends them. */
export function commandsErrors(commands: unknown): FormError[] {
  if (!Array.isArray(commands)) return [wrong([], 'BASE_TYPE_BAD_TYPE', 'Must be of type array.')];
  const errors = (commands as Json[]).flatMap((command, place) =>
    commandErrors(command).map((error) => ({ ...error, path: [place, ...error.path] })),
  );
  const names = new Set<string>();
  const count = new Map<number, number>();
  for (const [place, command] of (commands as Json[]).entries()) {
    const type = Number(command.type ?? 1);
    const key = `${type} ${command.name}`;
    if (names.has(key))
      errors.push(wrong([place, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique'));
    names.add(key);
    count.set(type, (count.get(type) ?? 0) + 1);
  }
  for (const [type, number] of count) {
    const most = type === 1 ? COMMAND.chatInput : COMMAND.contextMenu;
    if (number > most) errors.push(wrong([], '30032', `Maximum number of application commands reached (${most})`));
  }
  return errors;
}

const choices = z.strictObject({
  choices: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(AUTOCOMPLETE.name),
        name_localizations: localised(z.string().min(1).max(AUTOCOMPLETE.name)),
        value: z.union([z.string().max(AUTOCOMPLETE.value), z.number()]),
      }),
    )
    .max(AUTOCOMPLETE.choices),
});

/** What is wrong with the choices of an autocomplete (the `data` of a callback of type 8). */
export function choicesErrors(data: unknown): FormError[] {
  return errorsOf(choices, data);
}
