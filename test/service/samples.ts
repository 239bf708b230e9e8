/** Reads the text format of Prometheus. */

/** Gives the values of a metric by their labels, as `surface=slack kind=answer` in the order of the alphabet. */
export function samplesOf(text: string): (name: string) => Record<string, number> {
  const lines = text.split('\n').flatMap((line) => {
    const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, of]) => `${label}=${of}`);
    return name === '' ? [] : [{ name, labels: pairs.sort().join(' '), value: Number(value) }];
  });
  return (name) => Object.fromEntries(lines.filter((line) => line.name === name).map(({ labels, value }) => [labels, value]));
}
