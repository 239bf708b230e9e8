/** Workspaces of the loopback Slack: their people, channels and the bot's token. */

import { randomBytes } from 'node:crypto';
import { remember } from '../../security/log-record.ts';

export interface Channel {
  id: string;
  team: string;
  name: string;
  kind: 'channel' | 'group' | 'im';
  members: Set<string>;
  archived: boolean;
}

export interface PersonRecord {
  id: string;
  name: string;
  admin: boolean;
  bot: boolean;
}

const idOf = (letter: string, team: string, name: string) => `${letter}${team}${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;

export class Workspace {
  readonly id: string;
  readonly botUser: string;
  readonly botId: string;
  readonly channels = new Map<string, Channel>();
  readonly people = new Map<string, PersonRecord>();
  /** The bot's token while the app is installed; null else. */
  token: string | null = null;
  scopes: readonly string[] = [];
  /** Tokens that worked once and do not any more. */
  readonly revoked = new Set<string>();

  constructor(id: string) {
    this.id = id;
    this.botUser = idOf('U', id, 'LEXSEA');
    this.botId = idOf('B', id, 'LEXSEA');
    this.people.set(this.botUser, { id: this.botUser, name: 'lexsea', admin: false, bot: true });
  }

  /** Installs the app: gives the bot a new token with these scopes. */
  install(scopes: readonly string[]): string {
    if (this.token) this.revoked.add(this.token);
    this.token = `xoxb-${this.id}-${randomBytes(12).toString('hex')}`;
    remember(this.token);
    this.scopes = scopes;
    return this.token;
  }

  uninstall(): void {
    if (this.token) this.revoked.add(this.token);
    this.token = null;
  }

  person(name: string, admin = false, bot = false): PersonRecord {
    const id = idOf('U', this.id, name);
    const known = this.people.get(id);
    if (known) return known;
    const person = { id, name, admin, bot };
    this.people.set(id, person);
    for (const channel of this.channels.values()) if (channel.kind === 'channel') channel.members.add(id);
    return person;
  }

  /** A channel with everybody in it, and the bot unless told otherwise. */
  channel(name: string, options: { bot?: boolean; private?: boolean } = {}): Channel {
    const kind = options.private ? 'group' : 'channel';
    const id = idOf(options.private ? 'G' : 'C', this.id, name);
    const known = this.channels.get(id);
    if (known) return known;
    const members = new Set([...this.people.values()].filter((each) => each.id !== this.botUser).map((each) => each.id));
    if (options.bot !== false) members.add(this.botUser);
    const channel: Channel = { id, team: this.id, name, kind, members, archived: false };
    this.channels.set(id, channel);
    return channel;
  }

  /** The conversation of the bot with a person. */
  dm(person: string): Channel {
    const id = `D${person.slice(1)}`;
    const known = this.channels.get(id);
    if (known) return known;
    const channel: Channel = { id, team: this.id, name: '', kind: 'im', members: new Set([person, this.botUser]), archived: false };
    this.channels.set(id, channel);
    return channel;
  }
}
