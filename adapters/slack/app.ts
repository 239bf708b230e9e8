/** Builds Bolt's app with its listeners: one file for each way in, one line here for each. Starts nothing. */
import type { Authorize, Logger as SlackLogger } from '@slack/bolt';
import { AcknowledgingApp } from './acknowledging-app.ts';
import type { SlackVariables } from './configuration.ts';
import { registerAppHome } from './listeners/app-home.ts';
import { registerAskShortcut } from './listeners/ask-shortcut.ts';
import { registerAssistant } from './listeners/assistant.ts';
import { registerButtons } from './listeners/buttons.ts';
import { registerChannelQuestion } from './listeners/channel-question.ts';
import { registerDirectMessage } from './listeners/direct-message.ts';
import { registerEdit } from './listeners/edit.ts';
import { registerFeedback } from './listeners/feedback.ts';
import { registerLookUp } from './listeners/look-up.ts';
import { registerMention } from './listeners/mention.ts';
import { registerSettings } from './listeners/settings.ts';
import { registerSlashCommand } from './listeners/slash-command.ts';
import { registerUninstall } from './listeners/uninstall.ts';
import type { Receiver } from './receivers.ts';
import type { SlackDeps } from './turn.ts';
import { clientOptions, slackError } from './web-client.ts';

export interface AppDeps extends SlackDeps {
  logger: SlackLogger;
  variables: SlackVariables;
  receiver: Receiver;
  /** Who the app is in the one workspace whose token it has; undefined where the receiver knows by OAuth. */
  authorize: Authorize<boolean> | undefined;
}

/** The app, with everything that it listens to. */
export function buildApp(deps: AppDeps): AcknowledgingApp {
  const { receiver, authorize, logger, variables, log } = deps;
  const app = new AcknowledgingApp({
    receiver,
    ...(authorize ? { authorize } : {}),
    clientOptions: clientOptions(variables.SLACK_API_URL, logger, deps.meter),
    logger,
    convoStore: false,
  });
  registerAssistant(app, deps);
  registerMention(app, deps);
  registerDirectMessage(app, deps);
  registerChannelQuestion(app, deps);
  registerEdit(app, deps);
  registerSlashCommand(app, deps);
  registerLookUp(app, deps);
  registerAskShortcut(app, deps);
  registerAppHome(app, deps);
  registerButtons(app, deps);
  registerFeedback(app, deps);
  registerSettings(app, deps);
  registerUninstall(app, deps);
  app.error(async (error) => {
    deps.meter.failed();
    log.error({ err: error, reason: slackError(error) }, 'could not be handled');
    throw error;
  });
  return app;
}
