import { sql } from 'kysely'
import { StoreError } from '../../errors.ts'
import type { Database } from './database.ts'
import { foundation } from './migrations/001-foundation.ts'
import { renderModes } from './migrations/002-render-modes.ts'
import { queue } from './migrations/003-queue.ts'
import { billingRecords } from './migrations/004-billing-records.ts'
import { webhooks } from './migrations/005-webhooks.ts'
import { accounts } from './migrations/006-accounts.ts'
import { live } from './migrations/007-live.ts'
import { restarts } from './migrations/008-restarts.ts'
import { drawings } from './migrations/009-drawings.ts'

/** One step of the schema. Never changed once released; a later change is a later step. */
export interface Migration {
  readonly version: number
  readonly name: string
  /** One SQL statement each, run in order inside one transaction. */
  readonly statements: readonly string[]
}

export const MIGRATIONS: readonly Migration[] = [
  foundation,
  renderModes,
  queue,
  billingRecords,
  webhooks,
  accounts,
  live,
  restarts,
  drawings,
]

// Any number of ours; PostgreSQL keeps a second process that starts at the same moment waiting on it.
const MIGRATION_LOCK = 7_264_631

/**
 * Brings the tables up to date: each step once, all in one transaction.
 * @throws StoreError `database_too_new` when a newer version of the software was here before
 */
export async function migrate(database: Database, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await database.transaction(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK}::bigint)`.execute(transaction)
    await sql`create table if not exists schema_migrations (
      version integer primary key, name text not null, applied_at timestamptz not null default now()
    )`.execute(transaction)
    const applied = await transaction.selectFrom('schema_migrations').select('version').execute()
    const found = Math.max(0, ...applied.map((row) => row.version))
    const known = Math.max(0, ...migrations.map((migration) => migration.version))
    if (found > known) throw new StoreError('database_too_new', { found: String(found), known: String(known) })
    for (const { version, name, statements } of migrations.filter((migration) => migration.version > found)) {
      for (const statement of statements) await sql.raw(statement).execute(transaction)
      await transaction.insertInto('schema_migrations').values({ version, name }).execute()
    }
  })
}
