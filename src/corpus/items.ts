/**
 * Corpus -> items: everything that a question can be answered with, in one shape, with one id each. The search knows
 * items only; what they are made of is looked up by id.
 */
import type { Corpus } from './load.ts';
import { type Asks, type Checked, OF_TOPIC } from './schema.ts';

export const ITEM_KINDS = ['provision', 'institution', 'case', 'gap', 'misconception', 'term', 'overview'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** One thing that can be retrieved and cited. */
export interface Item {
  /** `instrument#ref`, an institution or case id, `misconception:ID`, `term:NAME`, `profile:CC#topic`, an overview id. */
  id: string;
  kind: ItemKind;
  jurisdiction: string;
  /** What it stands in: an instrument's id, or its own id. */
  parent: string;
  heading: string;
  /** The digest: what may be shown. */
  text: string;
  /** What helps to find it and is never shown as text of the law: titles, names, aliases. */
  names: string[];
  topics: string[];
  asks: string[];
  /** Topic -> the sentence of at most 25 words that stands in a comparison. */
  cells: Record<string, string>;
  checked: Checked;
}

/** All items of a corpus in file order, with the asks that belong to them. */
export function itemsOf(corpus: Corpus): Item[] {
  const items = itemsWithoutAsks(corpus);
  giveAsks(items, corpus, corpus.asks);
  return items;
}

/** Gives asks to the items that they belong to. */
export function giveAsks(items: readonly Item[], corpus: Corpus, asks: Corpus['asks']): void {
  const known = new Map(items.map((item) => [item.id, item]));
  const former = formerRefs(corpus);
  for (const { of, asks: texts } of asks) {
    const item = known.get(of) ?? known.get(former.get(of) ?? '');
    if (item) item.asks.push(...texts);
  }
}

/** Topic -> its asks, which belong to no item: plain questions on it, whichever state they are about. */
export function asksOfTopics(asks: readonly Asks[]): Map<string, string[]> {
  const topics = new Map<string, string[]>();
  for (const { of, asks: texts } of asks) {
    if (!of.startsWith(OF_TOPIC)) continue;
    const topic = of.slice(OF_TOPIC.length);
    topics.set(topic, [...(topics.get(topic) ?? []), ...texts]);
  }
  return topics;
}

/** All items of a corpus in file order, none with an ask. */
function itemsWithoutAsks(corpus: Corpus): Item[] {
  const items: Item[] = [];
  for (const instrument of corpus.instruments) {
    const names = [instrument.title, instrument.short_title, instrument.citation, ...instrument.aliases];
    for (const provision of instrument.provisions) {
      items.push({
        id: `${instrument.id}#${provision.ref}`,
        kind: 'provision',
        jurisdiction: instrument.jurisdiction,
        parent: instrument.id,
        heading: provision.heading,
        text: provision.text,
        names: present(names),
        topics: provision.topics,
        asks: [],
        cells: provision.cells ?? {},
        checked: provision.checked,
      });
    }
  }
  for (const { id, jurisdiction, name, acronym, aliases, mandate, topics, checked } of corpus.institutions) {
    const names = present([acronym, ...aliases]);
    items.push({
      id,
      kind: 'institution',
      jurisdiction,
      parent: id,
      heading: name,
      text: mandate,
      names,
      topics,
      asks: [],
      cells: {},
      checked,
    });
  }
  for (const { id, jurisdiction, title, facts, legal_response, topics, checked } of corpus.cases) {
    const text = `${facts} ${legal_response}`;
    items.push({ id, kind: 'case', jurisdiction, parent: id, heading: title, text, names: [], topics, asks: [], cells: {}, checked });
  }
  for (const { jurisdiction, name, gaps } of corpus.profiles) {
    for (const [topic, { text, checked }] of Object.entries(gaps)) {
      const heading = corpus.topics.find((candidate) => candidate.id === topic)?.label ?? topic;
      const id = `profile:${jurisdiction}#${topic}`;
      items.push({
        id,
        kind: 'gap',
        jurisdiction,
        parent: id,
        heading,
        text,
        names: [name],
        topics: [topic],
        asks: [],
        cells: { [topic]: text },
        checked,
      });
    }
  }
  const jurisdictions = new Map(items.map((item) => [item.id, item.jurisdiction]));
  for (const instrument of corpus.instruments) jurisdictions.set(instrument.id, instrument.jurisdiction);
  for (const { id, says, correction, cites, checked } of corpus.misconceptions) {
    const jurisdiction = cites.map((cite) => jurisdictions.get(cite)).find((found) => found !== undefined) ?? 'ASEAN';
    items.push({
      id: `misconception:${id}`,
      kind: 'misconception',
      jurisdiction,
      parent: id,
      heading: says[0] ?? id,
      text: correction,
      names: says.slice(1),
      topics: [],
      asks: [],
      cells: {},
      checked,
    });
  }
  for (const { id, title, jurisdiction, statements, topics } of corpus.overviews) {
    const text = statements.map((statement) => statement.text).join(' ');
    items.push({
      id,
      kind: 'overview',
      jurisdiction,
      parent: id,
      heading: title,
      text,
      names: [],
      topics,
      asks: [],
      cells: {},
      checked: 'secondary',
    });
  }
  return items;
}

/** Old id of a provision -> its id today, so that a renamed ref goes on being found. */
export function formerRefs(corpus: Corpus): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const { id, provisions } of corpus.instruments) {
    for (const { ref, former_refs } of provisions) {
      for (const old of former_refs ?? []) {
        if (!renamed.has(`${id}#${old}`)) renamed.set(`${id}#${old}`, `${id}#${ref}`);
      }
    }
  }
  for (const { id, provisions } of corpus.instruments) for (const { ref } of provisions) renamed.delete(`${id}#${ref}`);
  return renamed;
}

function present(names: (string | null | undefined)[]): string[] {
  return names.filter((name): name is string => typeof name === 'string' && name !== '');
}
