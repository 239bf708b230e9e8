/** A message as it stands on this Discord, and how a person reads it. */
import { everyComponent } from './components-form.ts';
import type { Json } from './form.ts';
import { FLAG } from './message-form.ts';
import type { Channel, User } from './world.ts';

export interface Attachment {
  id: string;
  name: string;
  type: string;
  content: Buffer;
  description: string | null;
}

export interface ButtonView {
  label: string;
  customId: string | undefined;
  url: string | undefined;
  disabled: boolean;
  id: number | undefined;
}
export interface SelectView {
  customId: string;
  type: number;
  disabled: boolean;
  options: { label: string; value: string; description?: string }[];
  id: number | undefined;
}

/** Gives every component the number that Discord gives those without one. */
export function numbered(components: readonly unknown[]): unknown[] {
  const copy = structuredClone(components) as unknown[];
  const taken = new Set([...everyComponent(copy)].map(({ component }) => component.id).filter((id) => id !== undefined && id !== 0));
  let next = 1;
  for (const { component } of everyComponent(copy)) {
    if (component.id !== undefined && component.id !== 0) continue;
    while (taken.has(next)) next++;
    component.id = next++;
  }
  return copy;
}

export class Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: User;
  content = '';
  embeds: Json[] = [];
  components: unknown[] = [];
  attachments: Attachment[] = [];
  flags = 0;
  /** Users that it mentions. */
  mentions: User[] = [];
  reference: { message_id: string; channel_id: string; guild_id?: string } | undefined;
  nonce: string | number | undefined;
  /** Only this user sees it. */
  onlyFor: User | undefined;
  /** The interaction that it came from. */
  interaction: { id: string; type: number; user: User; command?: string } | undefined;
  webhook = false;
  edits = 0;
  deleted = false;
  thread: Channel | undefined;

  constructor(id: string, channel: Channel, author: User) {
    this.id = id;
    this.channel = channel;
    this.author = author;
  }

  get ephemeral(): boolean {
    return (this.flags & FLAG.ephemeral) !== 0;
  }

  /** Everything that can be read in it, top to bottom, a line break between parts. */
  get text(): string {
    const parts: unknown[] = [this.content];
    for (const embed of this.embeds) {
      const fields = (embed.fields as Json[] | undefined) ?? [];
      parts.push(
        (embed.author as Json | undefined)?.name,
        embed.title,
        embed.description,
        ...fields.flatMap(({ name, value }) => [name, value]),
      );
      parts.push((embed.footer as Json | undefined)?.text);
    }
    for (const { component } of everyComponent(this.components)) if (component.type === 10) parts.push(component.content);
    return parts.filter(Boolean).join('\n');
  }

  get buttons(): ButtonView[] {
    return [...everyComponent(this.components)]
      .filter(({ component }) => component.type === 2)
      .map(({ component }) => ({
        label: String(component.label ?? (component.emoji as Json | undefined)?.name ?? ''),
        customId: component.custom_id as string | undefined,
        url: component.url as string | undefined,
        disabled: component.disabled === true,
        id: component.id as number | undefined,
      }));
  }

  get selects(): SelectView[] {
    return [...everyComponent(this.components)]
      .filter(({ component }) => [3, 5, 6, 7, 8].includes(Number(component.type)))
      .map(({ component }) => ({
        customId: String(component.custom_id),
        type: Number(component.type),
        disabled: component.disabled === true,
        options: (component.options as SelectView['options'] | undefined) ?? [],
        id: component.id as number | undefined,
      }));
  }

  /** Whether an application without the intent MESSAGE_CONTENT may read it (topics/gateway#message-content-intent). */
  readableWithoutIntent(bot: User): boolean {
    return this.author.id === bot.id || this.channel.guild === undefined || this.mentions.some(({ id }) => id === bot.id);
  }

  /** As the API gives it, without what the reader may not read. */
  wire(options: { hideContent?: boolean } = {}): Json {
    const hidden = options.hideContent === true;
    const referenced = this.reference && this.channel.messages.get(this.reference.message_id);
    return {
      id: this.id,
      channel_id: this.channel.id,
      type: this.interaction && this.interaction.type === 2 ? 20 : this.reference ? 19 : 0,
      author: this.author.wire(),
      content: hidden ? '' : this.content,
      embeds: hidden ? [] : this.embeds,
      components: hidden ? [] : this.components,
      attachments: hidden ? [] : this.attachments.map((each) => this.attachmentWire(each)),
      mentions: this.mentions.map((user) => user.wire()),
      mention_roles: [],
      mention_everyone: false,
      timestamp: new Date(Number((BigInt(this.id) >> 22n) + 1_420_070_400_000n)).toISOString(),
      edited_timestamp: this.edits > 0 ? new Date().toISOString() : null,
      pinned: false,
      tts: false,
      flags: this.flags,
      ...(this.nonce === undefined ? {} : { nonce: this.nonce }),
      ...(this.webhook ? { webhook_id: this.author.id, application_id: this.author.id } : {}),
      ...(this.reference ? { message_reference: { type: 0, ...this.reference } } : {}),
      ...(this.reference ? { referenced_message: referenced?.wire({ hideContent: hidden }) ?? null } : {}),
      ...(this.interaction
        ? {
            interaction_metadata: {
              id: this.interaction.id,
              type: this.interaction.type,
              user: this.interaction.user.wire(),
              authorizing_integration_owners: { 0: this.channel.guild?.id ?? '0' },
            },
          }
        : {}),
      ...(this.thread ? { thread: this.thread.wire(this.author) } : {}),
    };
  }

  /** Puts the addresses of the files where components name them by `attachment://NAME`, as Discord does. */
  resolveAttachments(): void {
    for (const { component } of everyComponent(this.components)) {
      for (const place of [component.file, component.media, ...((component.items as Json[] | undefined) ?? []).map((item) => item.media)]) {
        const name = String((place as Json | undefined)?.url ?? '').match(/^attachment:\/\/(.+)$/)?.[1];
        const attachment = this.attachments.find((each) => each.name === name);
        if (!attachment) continue;
        const { url, proxy_url, content_type, size } = this.attachmentWire(attachment);
        Object.assign(place as Json, { url, proxy_url, content_type, attachment_id: attachment.id, flags: 0 });
        if (component.type === 13) Object.assign(component, { name, size });
      }
    }
  }

  attachmentWire({ id, name, type, content, description }: Attachment): Json {
    const url = `https://cdn.discordapp.com/attachments/${this.channel.id}/${id}/${encodeURIComponent(name)}`;
    return { id, filename: name, size: content.length, url, proxy_url: url, content_type: type, description };
  }
}
