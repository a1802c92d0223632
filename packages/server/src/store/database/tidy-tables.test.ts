import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDataFolder, removeDataFolder } from '../../testing/data-folder.test.fixture.ts'
import { type EmbeddedDatabase, openDatabase } from './open.ts'
import { tidyTables } from './tidy-tables.ts'

let folder: string
let database: EmbeddedDatabase

beforeAll(async () => {
  folder = await freshDataFolder()
  database = await openDatabase(folder)
  await run(`insert into accounts (id, name, created_at) values ('one', 'one', now())`)
})
afterAll(async () => {
  await database.close()
  await removeDataFolder(folder)
})

const run = (statement: string) => sql.raw(statement).execute(database.kysely)

const fill = () =>
  run(`insert into uploads (id, account_id, file_key, filename, declared_size_bytes, created_at, expires_at)
    select md5(n::text), 'one', repeat('x', 200) || n, 'clip.mp3', 1, now(), now() from generate_series(1, 2000) as n`)

async function measured(): Promise<{ readonly bytes: number; readonly rows: number }> {
  const { rows } = await sql<{ bytes: number; rows: number }>`
    select pg_relation_size('uploads')::float8 as bytes, reltuples::float8 as rows
    from pg_class where oid = 'uploads'::regclass`.execute(database.kysely)
  return rows[0] ?? { bytes: 0, rows: 0 }
}

test('the planner knows how many rows there are, and the room of removed ones is used again', async () => {
  await fill()
  const { bytes } = await measured()
  await tidyTables(database)
  expect((await measured()).rows).toBe(2000)
  await run('delete from uploads')
  await tidyTables(database)
  await fill()
  expect((await measured()).bytes).toBeLessThan(1.2 * bytes)
})
