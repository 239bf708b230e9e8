/** A message that a bot creates or edits, as Discord accepts it, and LexSEA's own rule that nothing may ping anybody. */
import { z } from 'zod';
import { componentErrors, everyComponent } from './components-form.ts';
import { errorsOf, type FormError, type Json, wrong } from './form.ts';
import { EMBED, MESSAGE } from './limits.ts';

export const FLAG = {
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

const url = z.string().regex(/^(https?|attachment):\/\/\S+$/, 'Not a well formed URL.');
const embed = z
  .strictObject({
    title: z.string().max(EMBED.title).nullish(),
    type: z.string().optional(),
    description: z.string().max(EMBED.description).nullish(),
    url: url.nullish(),
    timestamp: z.iso.datetime({ offset: true }).nullish(),
    color: z.int().min(0).max(0xffffff).nullish(),
    footer: z.strictObject({ text: z.string().max(EMBED.footer), icon_url: url.nullish() }).nullish(),
    image: z.looseObject({ url }).nullish(),
    thumbnail: z.looseObject({ url }).nullish(),
    author: z.strictObject({ name: z.string().min(1).max(EMBED.author), url: url.nullish(), icon_url: url.nullish() }).nullish(),
    fields: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(EMBED.fieldName),
          value: z.string().min(1).max(EMBED.fieldValue),
          inline: z.boolean().nullish(),
        }),
      )
      .max(EMBED.fields)
      .nullish(),
  })
  .refine((value) => Object.values(value).some((part) => part !== null && part !== undefined && part !== ''), 'This embed is empty.');

const message = z.strictObject({
  content: z.string().max(MESSAGE.content).nullish(),
  tts: z.boolean().optional(),
  nonce: z.union([z.string().max(MESSAGE.nonce), z.int()]).optional(),
  enforce_nonce: z.boolean().optional(),
  embeds: z.array(embed).max(MESSAGE.embeds).nullish(),
  components: z.array(z.looseObject({ type: z.int() })).nullish(),
  allowed_mentions: z
    .strictObject({
      parse: z.array(z.enum(['roles', 'users', 'everyone'])).optional(),
      roles: z.array(z.string()).max(100).optional(),
      users: z.array(z.string()).max(100).optional(),
      replied_user: z.boolean().optional(),
    })
    .nullish(),
  flags: z.int().min(0).nullish(),
  message_reference: z
    .strictObject({
      type: z.int().optional(),
      message_id: z.string(),
      channel_id: z.string().optional(),
      guild_id: z.string().optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .optional(),
  attachments: z
    .array(z.looseObject({ id: z.union([z.string(), z.int()]), description: z.string().max(MESSAGE.fileDescription).nullish() }))
    .max(MESSAGE.files)
    .optional(),
  sticker_ids: z.array(z.string()).nullish(),
  poll: z.unknown().optional(),
  username: z.string().optional(),
  avatar_url: z.string().optional(),
});

export interface UploadedFile {
  /** Name of the field: `files[0]`. */
  field: string;
  name: string;
  type: string;
  content: Buffer;
}

export interface MessageContext {
  /** `create` and `edit` are those of channels and webhooks. */
  how: 'create' | 'edit';
  /** Whether it answers an interaction: only there may it be ephemeral. */
  interaction: boolean;
  files: readonly UploadedFile[];
  /** What an edit leaves as it is. */
  before?: { content: string; embeds: unknown[]; components: unknown[]; attachments: { id: string; name: string }[]; flags: number };
}

/** Characters that count towards the 6,000 of all embeds. */
function embedCharacters(embeds: unknown): number {
  if (!Array.isArray(embeds)) return 0;
  return (embeds as Json[]).reduce((sum, each) => {
    const footer = (each.footer as Json | undefined)?.text;
    const author = (each.author as Json | undefined)?.name;
    const fields = ((each.fields as Json[] | undefined) ?? []).flatMap(({ name, value }) => [name, value]);
    return (
      sum + [each.title, each.description, footer, author, ...fields].reduce((inner: number, text) => inner + String(text ?? '').length, 0)
    );
  }, 0);
}

function fileErrors(body: Json, { files, before }: MessageContext, two: boolean, components: unknown): FormError[] {
  const errors: FormError[] = [];
  const listed = (body.attachments as Json[] | undefined) ?? [];
  for (const file of files) {
    if (!/^files\[\d+\]$/.test(file.field)) errors.push(wrong([file.field], 'INVALID', 'A file is sent as files[n].'));
    if (!file.name) errors.push(wrong(['attachments'], 'INVALID', 'A file needs a name.'));
    if (file.content.length > MESSAGE.fileBytes) errors.push(wrong([], '40005', 'Request entity too large'));
  }
  for (const [place, attachment] of listed.entries()) {
    const uploaded = files.some(({ field }) => field === `files[${attachment.id}]`);
    const kept = before?.attachments.some((each) => each.id === String(attachment.id));
    if (!uploaded && !kept)
      errors.push(wrong(['attachments', place, 'id'], 'ATTACHMENT_NOT_FOUND', `No file or attachment has the id ${attachment.id}.`));
  }
  if (files.length > MESSAGE.files)
    errors.push(wrong(['attachments'], 'BASE_TYPE_MAX_LENGTH', `Must be ${MESSAGE.files} or fewer in length.`));
  const keptIds = body.attachments === undefined ? null : new Set(listed.map((each) => String(each.id)));
  const names = [
    ...files.map(({ name }) => name),
    ...(before?.attachments ?? []).filter((each) => keptIds?.has(each.id) ?? true).map(({ name }) => name),
  ];
  const shown = new Set<string>();
  for (const { component, path } of everyComponent(components)) {
    const urls = [component.file, component.media, ...((component.items as Json[] | undefined) ?? []).map((item) => item.media)];
    for (const at of urls) {
      if (at === undefined) continue;
      const target = String((at as Json | undefined)?.url ?? '');
      const name = target.match(/^attachment:\/\/(.+)$/)?.[1];
      if (name !== undefined && !names.includes(name))
        errors.push(wrong(['components', ...path], 'ATTACHMENT_NOT_FOUND', `No attachment is named ${name}.`));
      if (component.type === 13 && name === undefined && before === undefined)
        errors.push(wrong(['components', ...path, 'file', 'url'], 'INVALID', 'A file is shown by attachment://NAME only.'));
      shown.add(name ?? target.split('/').at(-1) ?? '');
    }
  }
  if (two)
    for (const { name } of files)
      if (!shown.has(name))
        errors.push(wrong(['components'], 'OURS_ATTACHMENT_UNSEEN', `The file ${name} is sent, but no component shows it.`));
  return errors;
}

/** LexSEA's own rule: a message carries `allowed_mentions` and it allows none. */
function mentionErrors(body: Json): FormError[] {
  const allowed = body.allowed_mentions as Json | null | undefined;
  const none =
    allowed &&
    Array.isArray(allowed.parse) &&
    ![allowed.parse, allowed.roles ?? [], allowed.users ?? []].some((list) => (list as unknown[]).length > 0);
  if (none && !allowed.replied_user) return [];
  return [wrong(['allowed_mentions'], 'OURS_MENTIONS', 'LexSEA never pings: allowed_mentions must be there with parse: [].')];
}

/** What is wrong with a message that is created or edited; empty if Discord takes it and it pings nobody. */
export function messageErrors(body: Json, context: MessageContext): FormError[] {
  const errors = errorsOf(message, body);
  if (errors.length > 0) return errors;
  const { how, before } = context;
  const flags = (body.flags as number | null | undefined) ?? 0;
  const two = ((flags | (before?.flags ?? 0)) & FLAG.componentsV2) !== 0;
  const components = body.components ?? (body.components === undefined ? before?.components : undefined) ?? [];
  const allowed =
    FLAG.suppressEmbeds |
    FLAG.componentsV2 |
    (how === 'create' ? FLAG.suppressNotifications : 0) |
    (context.interaction && how === 'create' ? FLAG.ephemeral : 0);
  if (flags & ~allowed) errors.push(wrong(['flags'], 'MESSAGE_FLAGS_INVALID', `These flags cannot be set here: ${flags & ~allowed}.`));
  if (two) {
    for (const field of ['content', 'embeds', 'poll', 'sticker_ids']) {
      const value = body[field] ?? (body[field] === undefined ? (before as Json | undefined)?.[field] : undefined);
      if (Array.isArray(value) ? value.length > 0 : value)
        errors.push(
          wrong(
            [field],
            'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
            `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
          ),
        );
    }
  }
  if (Array.isArray(body.components)) errors.push(...componentErrors(body.components, two));
  if (embedCharacters(body.embeds) > EMBED.total)
    errors.push(wrong(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${EMBED.total}`));
  errors.push(...fileErrors(body, context, two, components));
  errors.push(...mentionErrors(body));
  return errors;
}

/** Whether nothing of a message would be seen; Discord refuses it with error 50006. */
export function isEmpty(body: Json, { files, before }: MessageContext): boolean {
  const field = (name: string) => (body[name] === undefined ? (before as Json | undefined)?.[name] : body[name]);
  const seen = [field('content'), field('embeds'), field('components'), body.sticker_ids, body.poll, field('attachments'), files];
  return !seen.some((value) => (Array.isArray(value) ? value.length > 0 : value));
}
