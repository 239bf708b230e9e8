/** Is an answer of confidence 0.9 right nine times in ten? */
import { markdownTable } from 'markdown-table';

const BINS = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01] as const;

/** A table of confidence ranges: how many answers, how many right, and the mean confidence beside. */
export function reliability(answers: readonly { confidence: number; right: boolean }[]): string {
  const rows = BINS.slice(0, -1).map((from, n) => {
    const until = BINS[n + 1] as number;
    const inside = answers.filter(({ confidence }) => confidence >= from && confidence < until);
    const right = inside.filter((answer) => answer.right).length;
    const mean = inside.reduce((sum, { confidence }) => sum + confidence, 0) / (inside.length || 1);
    return [
      `${from} to ${until > 1 ? '1' : until}`,
      String(inside.length),
      inside.length ? `${((right / inside.length) * 100).toFixed(0)} %` : '',
      inside.length ? mean.toFixed(2) : '',
    ];
  });
  const sure = answers.filter(({ confidence }) => confidence >= 0.9);
  const right = sure.filter((answer) => answer.right).length;
  rows.push(['0.9 and more', String(sure.length), sure.length ? `${((right / sure.length) * 100).toFixed(0)} %` : '', '']);
  return markdownTable([['confidence', 'answers', 'right', 'mean'], ...rows], { align: ['l', 'r', 'r', 'r'] });
}
