/** Who is party to what: from the treaty records of the profiles. */
import { isMemberState, MEMBER_STATES } from '../../corpus/member-states.ts';
import type { Composer, Context } from '../context.ts';
import { longDate } from '../long-date.ts';

export const treaty: Composer = (context) => {
  const { index, question, evidence } = context;
  const named = index.treaties().filter(({ instrument }) => instrument !== null && question.instruments.includes(instrument));
  const treaties = [...new Set(named.map(({ key }) => key))];
  const asked = question.intents.has('party') || (treaties.length > 0 && evidence.topics[0]?.id === 'treaty-status');
  if (!asked || treaties.length === 0) return null;
  const everybody = question.places.includes('ASEAN') && (question.intents.has('list') || question.intents.has('compare'));
  const states = everybody ? [] : question.places.filter(isMemberState);
  if (states.length > 0) return ofStates(context, treaties, states);
  const about =
    question.intents.has('list') || question.intents.has('who') || question.intents.has('compare') || question.places.includes('ASEAN');
  return about && !question.intents.has('status') ? ofAll(context, treaties) : null;
};

function ofStates(context: Context, treaties: string[], states: string[]): ReturnType<Composer> {
  const { index, draft, say, nameOf } = context;
  const lines: string[] = [];
  for (const state of states) {
    for (const key of treaties) {
      const record = index.profile(state)?.treaties[key];
      if (!record) continue;
      const name = index.treaties().find((entry) => entry.key === key)?.title ?? key;
      const line = `${name} — ${say(`party-${record.status}`, { place: nameOf(state) })}${record.date ? ` (${longDate(record.date)})` : ''}`;
      lines.push(line);
      const cites = [`profile:${state}#treaty-status`];
      draft.state(`${line}.`, cites);
      if (record.note) draft.state(`${nameOf(state)}: ${record.note}.`.replace(/\.\.$/, '.'), cites);
    }
  }
  if (lines.length === 0 || draft.statements.length === 0) return null;
  addStatusProvision(context, treaties);
  return { kind: 'answer', headline: `${lines.join('; ')}.`, topic: 'treaty-status', certainty: 0.8 };
}

function ofAll(context: Context, treaties: string[]): ReturnType<Composer> {
  const { index, draft, say, nameOf } = context;
  const key = treaties[0] as string;
  const counts = { party: 0, signatory: 0, other: 0 };
  for (const state of MEMBER_STATES) {
    const record = index.profile(state)?.treaties[key];
    if (!record) continue;
    counts[record.status === 'party' || record.status === 'signatory' ? record.status : 'other']++;
    const text = `${say(`party-${record.status}`, { place: nameOf(state) })}${record.date ? ` (${longDate(record.date)})` : ''}${record.note ? `; ${record.note}` : ''}`;
    draft.row(state, 'treaty-status', text, [`profile:${state}#treaty-status`]);
  }
  addStatusProvision(context, treaties);
  const title = index.treaties().find((entry) => entry.key === key)?.title ?? key;
  const headline = say('treaty-headline', {
    treaty: title,
    party: String(counts.party),
    signatory: String(counts.signatory),
    other: String(counts.other),
  });
  return { kind: 'comparison', headline, topic: 'treaty-status', certainty: 0.8 };
}

/** What the treaty's own file says of its status in the region stands beside the records. */
function addStatusProvision({ index, question, draft, ranked }: Context, treaties: string[]): void {
  const instruments = index
    .treaties()
    .filter(({ key }) => treaties.includes(key))
    .map(({ instrument }) => instrument);
  const best = ranked.find(
    ({ n }) => instruments.includes(index.items[n]?.parent ?? '') && index.items[n]?.topics.includes('treaty-status'),
  );
  const provision = best && index.provision(best.id);
  if (best && provision && question.instruments.length > 0) draft.state(provision.text, [best.id]);
}
