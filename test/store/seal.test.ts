import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NoSecretError, Seal, SealError } from '../../src/store/seal.ts';
import { anyString } from '../strings.ts';

const seal = new Seal('a secret that only tests have', 'salt');

describe('a sealed text', () => {
  test('opens as it was, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyString, anyString, async (text, bound) => {
        // A lone surrogate is no character and has no bytes; JSON, which is all that is sealed, writes it as an escape.
        expect(await seal.open(await seal.seal(text, bound), bound)).toBe(text.toWellFormed());
      }),
    );
  });

  test('never looks the same twice and shows nothing of the text', async () => {
    const text = 'xoxb-1234-token';
    const [first, second] = await Promise.all([seal.seal(text, 'slack:T1'), seal.seal(text, 'slack:T1')]);
    expect(first).not.toBe(second);
    expect(Buffer.from(first, 'base64').toString('latin1')).not.toContain('xoxb');
  });

  test('does not open for what it does not belong to', async () => {
    const sealed = await seal.seal('token', 'slack:T1');
    await expect(seal.open(sealed, 'slack:T2')).rejects.toThrow(SealError);
    await expect(seal.open(sealed, 'discord:T1')).rejects.toThrow(SealError);
  });

  test('does not open once any byte of it is changed', async () => {
    const bytes = Buffer.from(await seal.seal('a token', 'slack:T1'), 'base64');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] as number) ^ by;
        await expect(seal.open(changed.toString('base64'), 'slack:T1')).rejects.toThrow(SealError);
      }),
    );
  });

  test('does not open cut short, and no other text opens', async () => {
    const sealed = await seal.seal('a token', 'slack:T1');
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.nat(sealed.length - 4).map((length) => sealed.slice(0, length)),
          anyString,
        ),
        async (text) => {
          await expect(seal.open(text, 'slack:T1')).rejects.toThrow(SealError);
        },
      ),
    );
  });

  test.each([
    ['another secret', new Seal('another secret of tests', 'salt')],
    ['another database', new Seal('a secret that only tests have', 'pepper')],
  ])('does not open with %s', async (_, other) => {
    await expect(other.open(await seal.seal('token', 'slack:T1'), 'slack:T1')).rejects.toThrow(/another secret.*LEXSEA_SECRET/);
  });
});

describe('a secret', () => {
  test.each([undefined, ''])('that is not there (%j) seals nothing and opens nothing', async (secret) => {
    const none = new Seal(secret, 'salt');
    await expect(none.seal('token', 'slack:T1')).rejects.toThrow(NoSecretError);
    await expect(none.open(await seal.seal('token', 'slack:T1'), 'slack:T1')).rejects.toThrow(/^LEXSEA_SECRET is not set.*openssl rand/);
  });

  test('that is too short is refused, without being shown', () => {
    const short = 'fifteen letters';
    expect(() => new Seal(short, 'salt')).toThrow(/^LEXSEA_SECRET has 15 characters, 16 or more/);
    expect(() => new Seal(short, 'salt')).not.toThrow(short);
    expect(() => new Seal(`${short}!`, 'salt')).not.toThrow();
  });
});
