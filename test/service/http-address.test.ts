import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHttpAddress, written } from '../../adapters/service/http-address.ts';
import { anyString } from '../strings.ts';

describe('LEXSEA_HTTP', () => {
  test.each<[string, ReturnType<typeof parseHttpAddress>]>([
    ['off', null],
    ['OFF', null],
    ['9464', { host: '127.0.0.1', port: 9464 }],
    ['0', { host: '127.0.0.1', port: 0 }],
    ['0.0.0.0:9464', { host: '0.0.0.0', port: 9464 }],
    ['localhost:1', { host: 'localhost', port: 1 }],
    ['lexsea-1.example:65535', { host: 'lexsea-1.example', port: 65_535 }],
    ['[::1]:9464', { host: '::1', port: 9464 }],
    ['[::]:0', { host: '::', port: 0 }],
    [':9464', undefined],
    ['on', undefined],
    ['127.0.0.1', undefined],
    ['127.0.0.1:65536', undefined],
    ['127.0.0.1:-1', undefined],
    ['127.0.0.1:9464/metrics', undefined],
    ['http://127.0.0.1:9464', undefined],
    ['::1:9464', undefined],
    ['-host:1', undefined],
    ['a b:1', undefined],
    [`${'a'.repeat(300)}:1`, undefined],
  ])('%s is %j', (text, address) => {
    expect(parseHttpAddress(text)).toEqual(address);
  });

  test('is, whatever is written, an address that is read back as itself, or none', () => {
    fc.assert(
      fc.property(fc.oneof(anyString, fc.string(), fc.stringMatching(/^[\w.[\]:-]{0,40}:?\d{0,6}$/)), (text) => {
        const address = parseHttpAddress(text);
        if (!address) return;
        expect(address.port).toBeLessThanOrEqual(65_535);
        expect(parseHttpAddress(written(address))).toEqual(address);
      }),
    );
  });

  test('is read, however long and strange it is', () => {
    const strange = ['a.'.repeat(50_000), '['.repeat(100_000), `${'a-'.repeat(50_000)}:1`, '1'.repeat(100_000), ':'.repeat(100_000)];
    for (const text of strange) expect(parseHttpAddress(text)).toBeUndefined();
  });
});
