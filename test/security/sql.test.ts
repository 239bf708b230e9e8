// biome-ignore-all lint/suspicious/noTemplateCurlyInString: statements are quoted as they stand in the program
/** SQL by parameters only: no statement is put together from anything but what stands in the program. */
import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAst } from 'vitest/node';

const ROOT = join(import.meta.dirname, '..', '..');

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** Calls of these take a statement: of better-sqlite3, of Kysely, of pg, and of what keeps them. */
const TAKES_SQL = /^(prepare|statement|pragma|raw|lit|query)$/;

/** Those whose statement is no text of the program, each for a reason. */
const KNOWN = [
  // Names of tables, from lists in the same file.
  'src/index/write-search.ts: database.prepare(`INSERT INTO ${table} VALUES (?, ?)`)',
  'src/index/write-records.ts: database.prepare(`INSERT INTO ${table} VALUES (?, ?)`)',
  // A pragma takes no parameters; these are numbers of ours.
  'src/index/compiled-file.ts: database.pragma(`page_size = ${FIRST_PAGE}`)',
  'src/index/compiled-file.ts: database.pragma(`application_id = ${checksum}`)',
  // A table and its key, named by its callers.
  'src/index/corpus-index.ts: this.#statement(`SELECT json FROM ${table} WHERE ${key} = ?`)',
  // A text in a constant above, and those of callers that write them out.
  'src/index/corpus-index.ts: this.#statement(sql)',
  'src/index/corpus-index.ts: this.#statement(sql)',
  // Caches statements by their text, which its callers write out.
  'src/index/corpus-index.ts: this.#database.prepare(sql)',
  // A text of the program, as an object.
  "src/store/postgres.ts: pool.query({ text: 'select 1' })",
  // A number of the program's own.
  'src/store/postgres.ts: sql.lit(laterMs)',
  // What Kysely has compiled goes on to the pool, its parameters beside it.
  'src/store/postgres-pool.ts: client.query(query)',
  'src/store/postgres-pool.ts: client.query(statement, [...parameters])',
];

test('statements are texts of the program, but for those that are known and why', () => {
  const found = globSync(['src/**/*.ts', 'adapters/**/*.ts'], { cwd: ROOT }).flatMap((file) => {
    const code = stripTypeScriptTypes(readFileSync(join(ROOT, file), 'utf8'));
    return callsIn(parseAst(code) as unknown as Node)
      .filter(({ arguments: [first] }) => first && !isText(first))
      .map(({ start, end }) => `${file}: ${code.slice(start, end).replace(/\s+/g, ' ')}`);
  });
  expect(found.sort()).toEqual(KNOWN.toSorted());
});

interface Call extends Node {
  arguments: Node[];
}

/** Calls that take a statement, anywhere below a node. */
function callsIn(node: unknown): Call[] {
  if (Array.isArray(node)) return node.flatMap(callsIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, callee } = node as { type?: string; callee?: { type: string; property?: { name?: string } } };
  const takes = type === 'CallExpression' && callee?.type === 'MemberExpression' && TAKES_SQL.test(callee.property?.name ?? '');
  return [...(takes ? [node as Call] : []), ...Object.values(node).flatMap(callsIn)];
}

/** Whether an argument stands in the program as it is. */
function isText({ type, expressions }: Node): boolean {
  return type === 'Literal' || (type === 'TemplateLiteral' && (expressions as unknown[]).length === 0);
}
