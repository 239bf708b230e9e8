/** What a corpus covers, as plain text: states x comparison topics, and how far its digests were checked. */
import { coverage } from './check.ts';
import type { Corpus } from './load.ts';
import { Checked, MEMBER_STATES } from './schema.ts';

/** The coverage matrix (`x` a rule, `-` a gap that is explained, blank a hole) and the counts by `checked`. */
export function coverageReport(corpus: Corpus): string {
  const lines: string[] = [];
  const width = Math.max(...corpus.topics.map(({ id }) => id.length));
  lines.push(`${''.padEnd(width)}  ${MEMBER_STATES.join(' ')}`);
  for (const { topic, cells } of coverage(corpus)) {
    const marks = MEMBER_STATES.map((state) => ({ cell: 'x ', gap: '- ' })[cells.get(state) as string] ?? '  ');
    lines.push(`${topic.padEnd(width)}  ${marks.join(' ').trimEnd()}`);
  }
  lines.push('x a rule, - no rule found (the profile says what there is instead)', '');
  const provisions = corpus.instruments.flatMap((instrument) => instrument.provisions);
  const checked = [...provisions, ...corpus.institutions, ...corpus.cases, ...corpus.misconceptions];
  const counts = Checked.options.map((option) => `${checked.filter((record) => record.checked === option).length} ${option}`);
  lines.push(`checked: ${counts.join(', ')}`);
  lines.push(
    `${corpus.instruments.length} instruments with ${provisions.length} provisions, ${corpus.institutions.length} institutions, ` +
      `${corpus.cases.length} cases, ${corpus.misconceptions.length} misconceptions, ${corpus.overviews.length} overviews, ` +
      `${corpus.terms.length} terms, ${corpus.asks.reduce((sum, { asks }) => sum + asks.length, 0)} asks`,
  );
  return `${lines.join('\n')}\n`;
}
