/** Two hundred events at once, to the service as a process of its own: none lost, none doubled. */

import { expect, test } from 'vitest';
import { MODES, manifest, SINGAPORE, THAI } from './rig.ts';
import { startSlack } from './server/slack.ts';
import { dataFolder, startService } from './service-process.ts';

test.each(MODES)(
  '200 events at once over %s',
  async (mode) => {
    const slack = await startSlack({ manifest });
    const team = slack.workspace('T1');
    const data = dataFolder();
    const service = await startService(slack, data.path, mode);
    const rooms = Array.from({ length: 10 }, (_, n) => team.channel(`room-${n}`));
    const people = Array.from({ length: 20 }, (_, n) => team.user(`u${n}`));
    const questions = [THAI, SINGAPORE];
    try {
      const sent = Array.from({ length: 200 }, (_, n) => {
        const [person, room, question] = [people[n % 20], rooms[n % 10], questions[n % 2]];
        if (!person || !room || !question) throw new Error('too few of them');
        return { question, act: person.mention(room, question.text) };
      });
      await slack.until(() => sent.every(({ act }) => act.answers().length > 0), 'two hundred answers', 90_000);
      // What was acknowledged too late comes again, and must not be answered again.
      slack.retryNow();
      await slack.until(() => slack.delivery.waiting === 0, 'every delivery to be acknowledged', 60_000);
      await team.user('zed').dm(THAI.text).answer();
      expect(sent.map(({ act }) => act.answers().length)).toEqual(sent.map(() => 1));
      for (const { question, act } of sent) expect(act.answers()[0]?.text).toContain(question.headline);
      expect(slack.refusals()).toEqual([]);
      expect(slack.broken).toEqual([]);

      const times = slack.acks
        .filter((each) => each.attempt === 0)
        .map((each) => each.ms)
        .sort((a, b) => a - b);
      const share = (part: number) => `${(times[Math.ceil(part * times.length) - 1] ?? 0).toFixed(0)} ms`;
      const late = slack.acks.filter((each) => each.status !== 200).length;
      console.log(
        `acknowledged over ${mode}: ${times.length} deliveries, half within ${share(0.5)}, p99 ${share(0.99)}, all within ${share(1)}; repeated: ${late}`,
      );
    } finally {
      await service.end();
      await slack.close();
      data.remove();
    }
  },
  180_000,
);
