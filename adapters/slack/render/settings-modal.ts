/** The form of the settings: of this channel for everybody in it, of the whole workspace for its admins. */
import type { types } from '@slack/bolt';
import type { SettingsRecord } from '../../../src/store/settings.ts';
import { type Choice, header, input, menu, menus, plain, radios, tick } from './fields.ts';
import { small } from './rich-text.ts';

/** Stands for "not set here" in a menu. */
export const UNSET = 'unset';

export interface SettingsForm {
  /** The channel whose settings these are; null in a direct message, where there are none. */
  channel: { id: string; own: SettingsRecord } | null;
  /** Null for those who may not change them. */
  workspace: SettingsRecord | null;
}

/** The form; `places` and `topics` are what there is to choose from. */
export function settingsModal({ channel, workspace }: SettingsForm, places: readonly Choice[], topics: readonly Choice[]): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'settings',
    title: plain('LexSEA settings'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ channel: channel?.id ?? null }),
    blocks: [
      ...(channel
        ? [
            header('This channel'),
            ...level('channel', channel.own, places, 'as in the workspace'),
            quiet(channel.own),
            ...updates(channel.own, places, topics),
          ]
        : []),
      ...(workspace ? [header('Whole workspace'), ...level('workspace', workspace, places, 'as LexSEA comes')] : []),
      small([
        workspace ? 'A channel’s own settings go before those of the workspace.' : 'Settings of the whole workspace are for its admins.',
      ]),
    ],
  };
}

function level(name: 'channel' | 'workspace', own: SettingsRecord, places: readonly Choice[], otherwise: string): types.InputBlock[] {
  const unset = { value: UNSET, label: `Not set here (${otherwise})` };
  return [
    input('Default country', menu(`${name}_country`, [unset, ...places], own.country ?? UNSET, 'Choose'), {
      hint: 'Taken where a question names no country.',
    }),
    input(
      'Answer',
      radios(
        `${name}_listen`,
        [unset, { value: 'mentions', label: 'Mentions only' }, { value: 'questions', label: 'Every question in the channel' }],
        own.listen ?? UNSET,
      ),
    ),
    input(
      'Answers to /lexsea',
      radios(
        `${name}_audience`,
        [unset, { value: 'private', label: 'Seen by who asks' }, { value: 'public', label: 'Seen by the channel' }],
        own.audience ?? UNSET,
      ),
    ),
  ];
}

function quiet(own: SettingsRecord): types.InputBlock {
  return input(
    'Quiet',
    tick('channel_quiet', { value: 'quiet', label: 'Post nothing here: answer mentions to who asks only' }, own.quiet ?? false),
    {
      optional: true,
    },
  );
}

function updates({ updates: own }: SettingsRecord, places: readonly Choice[], topics: readonly Choice[]): types.InputBlock[] {
  const few = { optional: true } as const;
  return [
    input(
      'Changes of the law',
      tick('channel_updates', { value: 'updates', label: 'Tell this channel, in one message per update' }, !!own),
      {
        optional: true,
        hint: 'LexSEA must be a member of the channel: /invite it.',
      },
    ),
    input('Only of these countries', menus('channel_update_countries', places, own?.countries ?? [], 'All'), few),
    input('Only on these topics', menus('channel_update_topics', topics, own?.topics ?? [], 'All'), few),
  ];
}
