/** What several machines need: a sign of life that no clock is needed for, claims that can be told apart, no-answers counted. */
import type { Kysely } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema.alterTable('process').dropColumn('alive_until').execute();
  await schema
    .alterTable('process')
    .addColumn('beat', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('delivery').addColumn('claim', 'text').execute();
  await schema
    .createTable('no_answer')
    .addColumn('surface', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('jurisdiction', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('asked', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('no_answer_key', ['surface', 'topic', 'jurisdiction', 'reason'])
    .execute();
}
