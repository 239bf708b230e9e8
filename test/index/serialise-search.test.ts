import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { corpusFolder } from '../../src/corpus/folder.ts';
import { itemsOf } from '../../src/corpus/items.ts';
import { loadCorpus } from '../../src/corpus/load.ts';
import { Analysis } from '../../src/index/analysis.ts';
import { SEARCH_OPTIONS, type SearchDocument, searchDocument } from '../../src/index/search-options.ts';
import { serialise } from '../../src/index/serialise-search.ts';

describe('the serialised search index', () => {
  test('is what MiniSearch itself makes of the same documents', async () => {
    const { corpus } = await loadCorpus(corpusFolder());
    const analysis = new Analysis();
    const documents = itemsOf(corpus)
      .filter(({ jurisdiction }) => jurisdiction === 'TH')
      .map((item, n) => searchDocument(item, n, corpus, analysis));
    const search = new MiniSearch(SEARCH_OPTIONS);
    const words = (terms: readonly number[] | undefined): string => (terms ?? []).map((term) => analysis.vocabulary[term]).join(' ');
    for (const { id, fields } of documents) {
      const [heading, text, asks, names, topics] = fields.map(words);
      search.add({ id, heading, text, asks, names, topics } as SearchDocument);
    }
    const theirs = JSON.parse(JSON.stringify(search));
    const { header, postings } = serialise(documents, analysis.vocabulary);
    const ours = JSON.parse(JSON.stringify(header));
    expect(documents.length).toBeGreaterThan(100);
    expect(Object.fromEntries(postings.map(([term, json]) => [term, JSON.parse(json)]))).toEqual(Object.fromEntries(theirs.index));
    expect(postings.map(([term]) => term)).toEqual(postings.map(([term]) => term).sort());
    ours.averageFieldLength.forEach((length: number, field: number) => {
      expect(length).toBeCloseTo(theirs.averageFieldLength[field], 8);
    });
    const { averageFieldLength: __, ...rest } = ours;
    const { index: ___, averageFieldLength: ____, ...expected } = theirs;
    expect(rest).toEqual(expected);
  });
});
