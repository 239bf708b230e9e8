/** One thing of the corpus, whole, by its id. */
import type { CorpusIndex } from '../index/corpus-index.ts';
import { nearest, UnknownNameError } from '../question/parameters.ts';

/** A record and what it is, for a surface to show. */
export interface Shown {
  id: string;
  kind: string;
  title: string;
  /** Lines of `name: value`, in reading order. */
  facts: [string, string][];
  /** Running text. */
  text: string;
  /** Parts: ref and heading of each provision. */
  parts: { ref: string; heading: string; id: string }[];
  record: object;
}

/**
 * What stands under an id: `instrument`, `instrument#ref`, an institution, a case, `misconception:ID`, `profile:CC#topic`.
 * @throws UnknownNameError with the nearest id
 */
export function show(index: CorpusIndex, id: string): Shown {
  const instrument = index.instrument(id);
  if (instrument) {
    const parts = index.provisionsOf(id).map((provision) => ({
      id: provision,
      ref: index.provision(provision)?.ref ?? '',
      heading: index.provision(provision)?.heading ?? '',
    }));
    const { title, jurisdiction, kind, status, citation, adopted, in_force, ended, summary, official_url, as_of } = instrument;
    const facts = factsOf({
      jurisdiction,
      kind,
      status,
      citation,
      adopted,
      'in force': in_force,
      ended,
      'official text': official_url,
      'digest as of': as_of,
    });
    return {
      id,
      kind: 'instrument',
      title,
      facts,
      text: summary,
      parts,
      record: { ...instrument, provisions: parts.map((part) => index.provision(part.id)) },
    };
  }
  const item = index.items[index.numberOf(id) ?? -1];
  if (item?.kind === 'provision') return showProvision(index, item.id);
  const record =
    index.institution(id) ??
    index.case(id) ??
    index.overview(id) ??
    index.misconception(id.replace(/^misconception:/, '')) ??
    (item?.kind === 'gap' ? index.profile(item.jurisdiction)?.gaps[item.topics[0] as string] : undefined);
  if (record) {
    const fields = record as Record<string, unknown>;
    const text = ['mandate', 'facts', 'legal_response', 'correction', 'text']
      .flatMap((field) => (typeof fields[field] === 'string' ? [fields[field]] : []))
      .join('\n\n');
    const statements = (fields.statements as { text: string }[] | undefined)?.map((statement) => statement.text).join('\n\n') ?? '';
    const facts = factsOf({
      kind: fields.kind,
      jurisdiction: fields.jurisdiction,
      established: fields.established,
      seat: fields.seat,
      date: fields.date,
      checked: fields.checked,
      cites: (fields.cites as string[] | undefined)?.join(', '),
    });
    return {
      id,
      kind: item?.kind ?? 'record',
      title: String(fields.name ?? fields.title ?? item?.heading ?? id),
      facts,
      text: text || statements,
      parts: [],
      record,
    };
  }
  const ids = [...index.instruments().map((each) => each.id), ...index.items.map((each) => each.id)];
  throw new UnknownNameError(`the corpus holds nothing under "${id}"; nearest: ${nearest(id, ids)}`);
}

function showProvision(index: CorpusIndex, id: string): Shown {
  const provision = index.provision(id);
  const instrument = index.instrument(id.split('#')[0] as string);
  if (!provision || !instrument) throw new UnknownNameError(`the corpus holds nothing under "${id}"`);
  const facts = factsOf({
    law: instrument.title,
    status: instrument.status,
    topics: provision.topics.join(', '),
    'also found as': provision.former_refs?.join(', '),
    from: provision.from,
    until: provision.until,
    checked: provision.checked,
    'version read': provision.version_read,
    url: provision.url ?? instrument.official_url,
  });
  return {
    id,
    kind: 'provision',
    title: `${provision.ref} — ${provision.heading}`,
    facts,
    text: provision.text,
    parts: [],
    record: provision,
  };
}

function factsOf(values: Record<string, unknown>): [string, string][] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]],
  );
}
