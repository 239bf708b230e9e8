/** What the app asks a workspace for, each scope with the reason that docs/slack.md gives to its admins. */

export const REASONS = {
  'app_mentions:read': 'to see mentions',
  'assistant:write': 'the assistant pane: suggested prompts, title, status',
  'channels:history':
    'edits of questions, channels where every question is answered, and, after a crash, finding questions and its own answers',
  'chat:write': 'to answer',
  commands: '/lexsea and the shortcuts',
  'files:write': 'comparisons as CSV files',
  'groups:history': 'the same as channels:history in private channels to which it was invited',
  'im:history': 'direct messages to it',
  'users:read': 'whether who changes the settings of the workspace is one of its admins',
} as const;

export const SCOPES = Object.keys(REASONS) as (keyof typeof REASONS)[];
