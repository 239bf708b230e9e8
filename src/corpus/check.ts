/** What a corpus must hold to beyond the shape of its files: links lead somewhere, dates make sense, no table has a hole. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { figuresOf } from '../text/figures.ts';
import { checkSources } from './check-sources.ts';
import { formerRefs } from './items.ts';
import { type Corpus, type Lines, linesOf, type Problem } from './load.ts';
import { type Instrument, MEMBER_STATES, OF_TOPIC } from './schema.ts';

/** All defects of a corpus that its shapes cannot show, in the order of the checks. */
export function checkCorpus(corpus: Corpus): Problem[] {
  return [
    ...checkIds(corpus),
    ...checkRefs(corpus),
    ...checkLinks(corpus),
    ...checkTopics(corpus),
    ...corpus.instruments.flatMap((instrument) => checkDates(corpus, instrument)),
    ...checkSuccessors(corpus),
    ...checkCells(corpus),
    ...checkCoverage(corpus),
    ...checkSources(corpus),
  ];
}

/** Problems with the line of the file that each is about, found by the text that it names. */
export async function locate(folder: string, problems: Problem[]): Promise<Problem[]> {
  const files = new Map<string, Lines>();
  const located: Problem[] = [];
  for (const problem of problems) {
    const file = join(folder, problem.file);
    if (problem.line !== null || problem.field === null || !existsSync(file)) {
      located.push(problem);
      continue;
    }
    const lines = files.get(problem.file) ?? (await linesOf(readFileSync(file, 'utf8')));
    files.set(problem.file, lines);
    const path = problem.field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    located.push({ ...problem, line: lines(path) });
  }
  return located;
}

function checkIds(corpus: Corpus): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  const named = [...corpus.instruments, ...corpus.institutions, ...corpus.cases, ...corpus.overviews];
  for (const record of named) {
    const file = fileOf(corpus, record);
    const other = seen.get(record.id);
    if (other) problems.push(problem(file, 'id', `id "${record.id}" is also used in ${other}; ids are unique`));
    seen.set(record.id, file);
    const name = file
      .split('/')
      .at(-1)
      ?.replace(/\.yaml$/, '');
    if (name !== record.id) problems.push(problem(file, 'id', `id "${record.id}" must be the name of the file (${name}.yaml)`));
  }
  for (const [list, key] of [
    [corpus.misconceptions, 'id'],
    [corpus.topics, 'id'],
    [corpus.terms, 'term'],
    [corpus.places, 'id'],
  ] as const) {
    const known = new Set<string>();
    for (const [index, entry] of list.entries()) {
      const value = (entry as Record<string, unknown>)[key] as string;
      if (known.has(value)) problems.push(problem(fileOf(corpus, entry), `${index}.${key}`, `"${value}" is defined twice`));
      known.add(value);
    }
  }
  return problems;
}

function checkRefs(corpus: Corpus): Problem[] {
  const problems: Problem[] = [];
  for (const instrument of corpus.instruments) {
    const seen = new Set<string>();
    for (const [index, { ref }] of instrument.provisions.entries()) {
      if (seen.has(ref))
        problems.push(problem(fileOf(corpus, instrument), `provisions.${index}.ref`, `ref "${ref}" is used twice in this instrument`));
      seen.add(ref);
    }
  }
  return problems;
}

/** Every id by which something of the corpus can be cited. */
export function citableIds(corpus: Corpus): Set<string> {
  const ids = new Set<string>();
  for (const { id, provisions } of corpus.instruments) {
    ids.add(id);
    for (const { ref } of provisions) ids.add(`${id}#${ref}`);
  }
  for (const { id } of [...corpus.institutions, ...corpus.cases, ...corpus.overviews]) ids.add(id);
  for (const { id } of corpus.misconceptions) ids.add(`misconception:${id}`);
  for (const { term } of corpus.terms) ids.add(`term:${term}`);
  for (const { jurisdiction, gaps } of corpus.profiles) for (const topic of Object.keys(gaps)) ids.add(`profile:${jurisdiction}#${topic}`);
  for (const old of formerRefs(corpus).keys()) ids.add(old);
  return ids;
}

function checkLinks(corpus: Corpus): Problem[] {
  const problems: Problem[] = [];
  const citable = citableIds(corpus);
  const instruments = new Set(corpus.instruments.map(({ id }) => id));
  const institutions = new Set(corpus.institutions.map(({ id }) => id));
  const link = (record: object, field: string, target: string | null, known: Set<string>, what: string): void => {
    if (target !== null && !known.has(target))
      problems.push(problem(fileOf(corpus, record), field, `"${target}" is no ${what} of this corpus`));
  };
  for (const record of corpus.instruments) {
    record.authorities.forEach((id, n) => link(record, `authorities.${n}`, id, institutions, 'institution'));
    record.replaces.forEach((id, n) => link(record, `replaces.${n}`, id, instruments, 'instrument'));
    link(record, 'replaced_by', record.replaced_by, instruments, 'instrument');
  }
  for (const record of corpus.institutions)
    record.legal_basis.forEach((id, n) => link(record, `legal_basis.${n}`, id, instruments, 'instrument'));
  for (const record of corpus.profiles)
    for (const [role, id] of Object.entries(record.authorities)) link(record, `authorities.${role}`, id, institutions, 'institution');
  for (const record of corpus.cases)
    record.cites.forEach((id, n) => link(record, `cites.${n}`, id, citable, 'instrument, provision or other item'));
  for (const record of corpus.overviews) {
    record.statements.forEach(({ cites }, s) => {
      cites.forEach((id, n) => link(record, `statements.${s}.cites.${n}`, id, citable, 'provision or other item'));
    });
  }
  corpus.misconceptions.forEach((record, index) => {
    record.cites.forEach((id, n) => link(record, `${index}.cites.${n}`, id, citable, 'provision or other item'));
  });
  const places = new Map<string, number>();
  const asked = new Set([...citable, ...corpus.topics.map(({ id }) => `${OF_TOPIC}${id}`)]);
  for (const record of corpus.asks) {
    const file = fileOf(corpus, record);
    const index = places.get(file) ?? 0;
    places.set(file, index + 1);
    link(record, `${index}.of`, record.of, asked, 'provision, topic or other item');
  }
  return problems;
}

function checkTopics(corpus: Corpus): Problem[] {
  const problems: Problem[] = [];
  const topics = new Map(corpus.topics.map((topic) => [topic.id, topic]));
  const known = (record: object, field: string, topic: string): void => {
    if (!topics.has(topic)) problems.push(problem(fileOf(corpus, record), field, `"${topic}" is no topic; corpus/topics.yaml lists them`));
  };
  for (const topic of corpus.topics) {
    if (topic.comparison && !topic.question)
      problems.push(problem(fileOf(corpus, topic), null, `comparison topic "${topic.id}" needs a question`));
    if (topic.penalties) known(topic, 'penalties', topic.penalties);
  }
  for (const record of corpus.instruments) {
    record.provisions.forEach((provision, p) => {
      provision.topics.forEach((topic, n) => known(record, `provisions.${p}.topics.${n}`, topic));
      for (const topic of Object.keys(provision.cells ?? {})) {
        const field = `provisions.${p}.cells.${topic}`;
        known(record, field, topic);
        if (topics.get(topic)?.comparison === false)
          problems.push(problem(fileOf(corpus, record), field, `"${topic}" is no comparison topic, so it has no cells`));
      }
    });
  }
  for (const record of [...corpus.institutions, ...corpus.cases, ...corpus.overviews])
    record.topics.forEach((topic, n) => known(record, `topics.${n}`, topic));
  for (const record of corpus.profiles) for (const topic of Object.keys(record.gaps)) known(record, `gaps.${topic}`, topic);
  corpus.terms.forEach((record, index) => record.topics.forEach((topic, n) => known(record, `${index}.topics.${n}`, topic)));
  return problems;
}

function checkDates(corpus: Corpus, instrument: Instrument): Problem[] {
  const problems: Problem[] = [];
  const file = fileOf(corpus, instrument);
  const { adopted, in_force, ended, provisions, amended_by } = instrument;
  const ordered = (earlier: string | null | undefined, later: string | null | undefined, field: string, message: string): void => {
    if (earlier && later && before(later, earlier)) problems.push(problem(file, field, `${message} (${later} before ${earlier})`));
  };
  ordered(adopted, in_force, 'in_force', 'in force before it was adopted');
  ordered(in_force ?? adopted, ended, 'ended', 'ended before it began');
  amended_by.forEach(({ date }, n) => ordered(adopted, date, `amended_by.${n}.date`, 'amended before it was adopted'));
  provisions.forEach(({ from, until }, n) => ordered(from, until, `provisions.${n}.until`, 'ends before it begins'));
  if (['repealed', 'superseded', 'expired'].includes(instrument.status) && !ended)
    problems.push(problem(file, 'ended', `is ${instrument.status}, so it needs the date on which it ended`));
  if (
    ['in-force', 'partly-in-force'].includes(instrument.status) &&
    !in_force &&
    !/not (?:been )?found|not known|no date/i.test(instrument.summary)
  ) {
    problems.push(problem(file, 'in_force', 'is in force but has no date; if the day was not found, the summary must say so'));
  }
  return problems;
}

/** Whether one partial date lies wholly before another; 2018 is not before 2018-06. */
export function before(left: string, right: string): boolean {
  const length = Math.min(left.length, right.length);
  return left.slice(0, length) < right.slice(0, length);
}

function checkSuccessors(corpus: Corpus): Problem[] {
  const replaced = new Set(corpus.instruments.flatMap((instrument) => instrument.replaces));
  return corpus.instruments
    .filter(
      ({ id, status, replaced_by, summary }) =>
        ['repealed', 'superseded'].includes(status) && !replaced_by && !replaced.has(id) && !/no successor/i.test(summary),
    )
    .map((record) =>
      problem(
        fileOf(corpus, record),
        'replaced_by',
        `is ${record.status} but names no successor; if there is none, the summary must say "No successor"`,
      ),
    );
}

const MOST_WORDS_IN_A_CELL = 30;

function checkCells(corpus: Corpus): Problem[] {
  const problems: Problem[] = [];
  for (const instrument of corpus.instruments) {
    const file = fileOf(corpus, instrument);
    const around = [
      instrument.title,
      instrument.short_title,
      instrument.citation,
      ...instrument.aliases,
      instrument.in_force,
      instrument.adopted,
    ].join(' ');
    instrument.provisions.forEach((provision, p) => {
      const held = new Set(
        figuresOf(
          `${provision.text} ${provision.heading} ${provision.ref} ${around} ${provision.from ?? ''} ${provision.until ?? ''}`.replace(
            /-/g,
            ' ',
          ),
        ).map(({ value }) => value),
      );
      for (const [topic, cell] of Object.entries(provision.cells ?? {})) {
        const field = `provisions.${p}.cells.${topic}`;
        const alien = figuresOf(withoutReferences(cell).replace(/-/g, ' ')).filter(({ value }) => value > 1 && !held.has(value));
        if (alien.length > 0)
          problems.push(
            problem(file, field, `holds ${alien.map(({ written }) => `"${written}"`).join(', ')}, which ${provision.ref} does not say`),
          );
        const words = cell.split(/\s+/).length;
        if (words > MOST_WORDS_IN_A_CELL)
          problems.push(problem(file, field, `has ${words} words; a cell has at most 25 (${MOST_WORDS_IN_A_CELL} at the outside)`));
      }
    });
  }
  return problems;
}

/** A cell without the section and act numbers that it points at: they are no figures of the rule. */
function withoutReferences(cell: string): string {
  return cell.replace(
    /\b(?:ss?|arts?|sections?|articles?|paras?|regs?|rules?|cll?|Law|Laws|Decree|Act|Order|Rule|Regulation|Part|RA|No\.?)\s*(?:\d[\w/().-]*(?:\s*(?:,|and|to|or)\s*(?=\d))?)+/g,
    ' ',
  );
}

function checkCoverage(corpus: Corpus): Problem[] {
  const problems: Problem[] = [];
  for (const { topic, cells } of coverage(corpus)) {
    for (const state of MEMBER_STATES) {
      if (!cells.has(state))
        problems.push(
          problem(`national/${state.toLowerCase()}/profile.yaml`, 'gaps', `${state} has neither a cell nor a gap for ${topic}`),
        );
    }
  }
  return problems;
}

/** For each comparison topic, which states have a cell of a provision in force or only a gap. */
export function coverage(corpus: Corpus): { topic: string; cells: Map<string, 'cell' | 'gap'> }[] {
  return corpus.topics
    .filter((topic) => topic.comparison)
    .map(({ id: topic }) => {
      const cells = new Map<string, 'cell' | 'gap'>();
      for (const { jurisdiction, gaps } of corpus.profiles) if (gaps[topic]) cells.set(jurisdiction, 'gap');
      for (const { jurisdiction, provisions } of corpus.instruments)
        if (provisions.some((provision) => provision.cells?.[topic])) cells.set(jurisdiction, 'cell');
      return { topic, cells };
    });
}

function fileOf(corpus: Corpus, record: object): string {
  return corpus.files.get(record) ?? '?';
}

function problem(file: string, field: string | null, message: string): Problem {
  return { file, line: null, field, message };
}
