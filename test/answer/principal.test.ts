import { describe, expect, test } from 'vitest';
import { index, lexsea } from '../shipped.ts';

describe('a general name for a law, and a number in it', () => {
  test.each([
    ["Article 20 of Vietnam's Personal Data Protection Act", 'vn-law-on-personal-data-protection-2025#art 20'],
    ['section 5 of the Thai computer crime law', 'th-computer-crime-act-2007#s 5'],
    ["what does section 77 of Thailand's data protection law say", 'th-personal-data-protection-act-2019#ss 77-78'],
    ["section 12B of malaysia's data protection law", 'my-personal-data-protection-act-2010#s 12B'],
    ['article 8 Lao cybercrime act', 'la-law-on-prevention-and-combating-cyber-crime-2015#art 8'],
  ])('%j is answered by %s', (question, id) => {
    const answer = lexsea.ask(question);
    expect(answer.kind).toBe('answer');
    expect(answer.citations[0]?.id).toBe(id);
  });

  test.each([
    ['section 99 of Thai privacy act', 'th-personal-data-protection-act-2019'],
    ['s 6 cybersecurity act myanmar', 'mm-cybersecurity-law-2025'],
    ['art 333 of the data protection act in Indonesia', 'id-personal-data-protection-law-2022'],
  ])('%j is refused: the corpus holds no such provision of that law', (question, id) => {
    const { kind, headline } = lexsea.ask(question);
    expect(kind).toBe('no-answer');
    expect(headline).toContain(index.instrument(id)?.title);
  });

  test('of no state, or of two, means no law by itself', () => {
    for (const places of ['', ' of Thailand and Malaysia'])
      expect(lexsea.ask(`section 99 of the data protection act${places}`).headline).not.toContain('The corpus holds no section 99');
  });
});
