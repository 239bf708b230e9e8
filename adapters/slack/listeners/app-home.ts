/** App Home: coverage, how to ask, the reader's own country, recent changes of the law. */
import type { App, webApi } from '@slack/bolt';
import { settingsShape } from '../../../src/store/settings.ts';
import { coverageOf, recentChanges } from '../../presentation/coverage.ts';
import { homeView } from '../render/home.ts';
import type { SlackDeps } from '../turn.ts';
import { examples, placeChoices } from './choices.ts';
import { teamOf } from './from.ts';

const MOST_CHANGES = 8;
const MOST_EXAMPLES = 3;
/** Stands for no country of one's own in the menu. */
const NONE = 'none';

export function registerAppHome(app: App, deps: SlackDeps): void {
  app.event('app_home_opened', async ({ event, client, context, body }) => {
    if (event.tab === 'home') await publish(deps, client, teamOf(context, body), event.user);
  });
  app.action('home_country', async ({ ack, action, client, context, body }) => {
    await ack();
    if (action.type !== 'static_select') return;
    const team = teamOf(context, body);
    const { success, data } = settingsShape.shape.country.safeParse(action.selected_option.value);
    await deps.store.settings.set({ surface: 'slack', community: team, user: body.user.id }, { country: success ? data : undefined });
    await publish(deps, client, team, body.user.id);
  });
}

async function publish({ lexsea, store }: SlackDeps, client: webApi.WebClient, team: string, user: string): Promise<void> {
  const { country } = await store.settings.own({ surface: 'slack', community: team, user });
  const { index } = lexsea;
  const view = homeView({
    coverage: coverageOf(index),
    changes: recentChanges(
      index,
      new Date().toISOString().slice(0, 10),
      MOST_CHANGES,
      country && country !== 'ASEAN' ? [country, 'ASEAN'] : [],
    ),
    places: [{ value: NONE, label: 'None' }, ...placeChoices(index)],
    country,
    examples: examples(index, country, MOST_EXAMPLES),
  });
  await client.views.publish({ user_id: user, view });
}
