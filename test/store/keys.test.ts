import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { communityOf, KeyHash, keyOf, ownerOf } from '../../src/store/keys.ts';
import { anyString } from '../strings.ts';

const id = anyString.map((text) => text.toWellFormed());

describe('keyOf', () => {
  test('two different lists of ids never make the same key', () => {
    fc.assert(
      fc.property(fc.array(id, { minLength: 1 }), fc.array(id, { minLength: 1 }), ([first, ...more], [other, ...others]) => {
        const same = JSON.stringify([first, ...more]) === JSON.stringify([other, ...others]);
        expect(keyOf('slack', first as string, ...more) === keyOf('slack', other as string, ...others)).toBe(same);
      }),
    );
  });

  test('the owner of a key is the community that it was made for', () => {
    fc.assert(
      fc.property(id, fc.array(id), (community, parts) => {
        const owner = ownerOf(keyOf('discord', community, ...parts));
        expect(owner).toBe(keyOf('discord', community));
        expect(communityOf(owner, 'discord')).toBe(community);
        expect(communityOf(owner, 'slack')).toBeNull();
      }),
    );
  });
});

test.each(['', 'slack', 'slack%', 'slack:%zz', 'other:T1'])('%j names no community of Slack', (owner) => {
  expect(communityOf(owner, 'slack')).toBeNull();
});

describe('a hashed key', () => {
  test('is the same for the same parts, and another for others', () => {
    const hash = new KeyHash('a secret that only tests have', 'pepper');
    fc.assert(
      fc.property(fc.array(id), fc.array(id), (left, right) => {
        expect(hash.of(...left) === hash.of(...right)).toBe(JSON.stringify(left) === JSON.stringify(right));
      }),
    );
    expect(hash.of('a', 'b')).toMatch(/^[\w-]{43}$/);
  });

  test.each([
    ['another secret', new KeyHash('another secret of tests', 'pepper')],
    ['no secret', new KeyHash(undefined, 'pepper')],
    ['another database', new KeyHash('a secret that only tests have', 'salt')],
  ])('is another with %s', (_, other) => {
    expect(other.of('U1')).not.toBe(new KeyHash('a secret that only tests have', 'pepper').of('U1'));
  });
});
