/** `lexsea corpus update` and `lexsea corpus editions`, as whoever keeps a service has them. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, provision, type Workshop, workshop, writeCorpus } from '../corpus/tiny-corpus.ts';
import { environment, MAIN, NODE, type Run, runCommand } from './run-terminal.ts';

let shop: Workshop;
let next: string;
beforeAll(() => {
  shop = workshop([act([provision('s 1'), provision('s 2')])]);
  next = writeCorpus(join(shop.root, 'next'), [act([provision('s 1', { text: 'Other words.' }), provision('s 3')])]);
});
afterAll(() => shop.remove());

const lexsea = (...args: string[]): Promise<Run> =>
  runCommand(NODE, [MAIN, 'corpus', ...args], environment(join(shop.root, 'data'), shop.options.corpus));
const id = '[0-9a-f]{20} \\(as of 2026-01-01\\)';

describe('lexsea corpus update', () => {
  test('with --dry-run says what would change', async () => {
    const { status, out, err } = await lexsea('update', '--from', next, '--dry-run');
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(
      new RegExp(
        [
          '^new: sg-computers-act-2020#s 3 {2}Heading of s 3 \\(in force, from 2020-02-01\\)',
          'amended or put right: sg-computers-act-2020#s 1 {2}Heading of s 1 \\(in force, from 2020-02-01\\); its digest',
          'no longer in the corpus: sg-computers-act-2020#s 2 {2}Heading of s 2 \\(in force, from 2020-02-01\\)',
          '1 new, 1 amended or put right, 1 no longer in the corpus',
          `nothing was changed: in force is ${id}, and this would be ${id}\\n$`,
        ].join('\\n'),
      ),
    );
    expect(existsSync(join(shop.root, 'data', 'corpora'))).toBe(false);
  });

  test('puts a corpus in force, once, shows it, and goes back', async () => {
    const updated = await lexsea('update', '--from', next, '--json');
    expect(updated).toMatchObject({ status: 0, err: '' });
    expect(JSON.parse(updated.out)).toMatchObject({ installed: true, difference: { added: [{ ref: 's 3' }] } });
    expect((await lexsea('update', '--from', next)).out).toMatch(
      new RegExp(`^no provision changed\\nnothing to do: ${id} is in force already`),
    );
    expect((await lexsea('editions')).out).toMatch(
      new RegExp(
        [
          `^of the program +${id}`,
          `last put in force +${id}, installed .*Z`,
          'before that +that of the program',
          `in force +${id}\\n$`,
        ].join('\\n'),
      ),
    );
    expect((await lexsea('update', '--rollback')).out).toMatch(new RegExp(`in force now: ${id}; before: ${id}`));
    const { shipped, inForce } = JSON.parse((await lexsea('editions', '--json')).out) as { shipped: object; inForce: object };
    expect(inForce).toEqual(shipped);
  });

  test('names every defect of a corpus that is not taken, with file and line', async () => {
    const bad = writeCorpus(join(shop.root, 'bad'), [act([provision('s 1')], { authorities: ['nobody'] })]);
    writeFileSync(join(bad, 'glossary.yaml'), '- term: x\n  - y');
    const { status, out, err } = await lexsea('update', '--from', bad);
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/^corpus\/glossary\.yaml:\d+: is not YAML: /m);
    expect(err).toMatch(
      /^corpus\/national\/sg\/sg-computers-act-2020\.yaml:\d+: authorities\.0: "nobody" is no institution of this corpus$/m,
    );
    expect(err).toMatch(/^lexsea: \S+bad has 2 errors; the corpus in force stays as it is$/m);
  });

  test.each([
    [[], 'give --from'],
    [['--from', 'x', '--rollback'], 'give --from'],
    [['--rollback', '--dry-run'], '--dry-run goes with --from'],
  ])('with %j says how it is used', async (args, words) => {
    const { status, err } = await lexsea('update', ...args);
    expect(status).toBe(2);
    expect(err).toContain(words);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('of what is not there says so in one line', async () => {
    expect(await lexsea('update', '--from', join(shop.root, 'nowhere.tgz'))).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringMatching(
        /^lexsea: \S+nowhere\.tgz is not there; --from takes a folder of a corpus or an archive of one \(\.tgz\)\n$/,
      ),
    });
  });
});
