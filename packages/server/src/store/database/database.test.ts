import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, stat } from 'node:fs/promises'
import type { MessagePort } from 'node:worker_threads'
import { childModule } from '@retimbre/media'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { StoreError } from '../../errors.ts'
import { freshDataFolder, removeDataFolder } from '../../testing/data-folder.test.fixture.ts'
import { connectDatabase, type Database } from './database.ts'
import { bridge, portEndpoint, processEndpoint } from './endpoints.ts'
import { MIGRATIONS, type Migration, migrate } from './migrate.ts'
import { type EmbeddedDatabase, openDatabase } from './open.ts'

let folder: string
let database: EmbeddedDatabase

beforeAll(async () => {
  folder = await freshDataFolder()
  await chmod(folder, 0o755)
  database = await openDatabase(folder)
})
afterAll(async () => {
  await database.close()
  await removeDataFolder(folder)
})
beforeEach(async () => {
  await database.kysely.deleteFrom('accounts').execute()
})

const insert = async (through: Pick<Database, 'kysely'>['kysely'], id: string): Promise<void> => {
  await through.insertInto('accounts').values({ id, name: id, created_at: new Date() }).execute()
}

async function accounts(): Promise<string[]> {
  const rows = await database.kysely.selectFrom('accounts').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

function peer(): { readonly port: MessagePort; readonly database: Database } {
  const port = database.connectPeer()
  return { port, database: connectDatabase(portEndpoint(port)) }
}

test.skipIf(process.platform === 'win32')(
  'the data folder is its owner’s alone, also one that was open to others',
  async () => {
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  },
)

test('what a transaction did is there after it, and nothing of one that threw', async () => {
  await database.transaction((transaction) => insert(transaction, 'kept'))
  const failing = database.transaction(async (transaction) => {
    await insert(transaction, 'dropped')
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await accounts()).toEqual(['kept'])
})

test('a query that fails tells its SQLSTATE and constraint, and harms nobody else', async () => {
  await insert(database.kysely, 'one')
  const failure = await insert(database.kysely, 'one').catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StoreError)
  expect(failure).toMatchObject({ code: 'query_failed', sqlState: '23505', constraint: 'accounts_pkey' })
  expect(await accounts()).toEqual(['one'])
})

test('a transaction that swallowed a failed query does not commit silently', async () => {
  await insert(database.kysely, 'one')
  const transaction = database.transaction(async (inside) => {
    await insert(inside, 'two')
    await insert(inside, 'one').catch(() => {})
  })
  await expect(transaction).rejects.toBeInstanceOf(StoreError)
  expect(await accounts()).toEqual(['one'])
})

test('while one peer is in a transaction, nobody else gets in between', async () => {
  const other = peer()
  const order: string[] = []
  let insideOther: Promise<unknown> = Promise.resolve()
  await database.transaction(async (transaction) => {
    insideOther = insert(other.database.kysely, 'other').then(() => order.push('other'))
    await insert(transaction, 'first')
    await insert(transaction, 'second')
    order.push('transaction')
  })
  await insideOther
  expect(order).toEqual(['transaction', 'other'])
  other.port.close()
})

test('a peer that goes away in the middle of a transaction is rolled back, and the others go on', async () => {
  const leaving = peer()
  const transaction = leaving.database.transaction(async (inside) => {
    await insert(inside, 'half')
    leaving.port.close()
    await insert(inside, 'never')
  })
  await expect(transaction).rejects.toMatchObject({ code: 'database_closed' })
  expect(await accounts()).toEqual([])
})

test('a notification reaches those who listen when it commits, and not when it is rolled back', async () => {
  const listener = peer()
  const heard: string[] = []
  const stop = await listener.database.listen('news', (payload) => heard.push(payload))
  const say = (text: string, through = database.kysely): Promise<unknown> =>
    sql`select pg_notify('news', ${text})`.execute(through)

  const failing = database.transaction(async (transaction) => {
    await say('unsaid', transaction)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await say('said')
  // Replies and notifications come through one channel in order, so after an answer everything earlier has arrived.
  await listener.database.kysely.selectFrom('accounts').selectAll().execute()
  await stop()
  await say('too late')
  await listener.database.kysely.selectFrom('accounts').selectAll().execute()
  expect(heard).toEqual(['said'])
  listener.port.close()
})

test('another process reaches the same database through its IPC channel, and is rolled back when it is killed', async () => {
  const { execArgv } = childModule('./open', import.meta.url)
  const peerModule = new URL('./peer.test.fixture.ts', import.meta.url)
  const child = fork(peerModule, { execArgv: [...execArgv], serialization: 'advanced' })
  bridge(portEndpoint(database.connectPeer()), processEndpoint(child))
  await new Promise<void>((resolve) => {
    child.on('message', (message) => message === 'half done' && resolve())
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await accounts()).toEqual(['committed'])
})

test('a second database on the same folder is refused while the first is open', async () => {
  await expect(openDatabase(folder)).rejects.toMatchObject({ code: 'folder_in_use' })
  expect(await accounts()).toEqual([])
})

test('a step of the schema runs once, together with its record', async () => {
  const step: Migration = { version: 1000, name: 'a test', statements: ['create table once_only (id integer)'] }
  await migrate(database, [...MIGRATIONS, step])
  await migrate(database, [...MIGRATIONS, step])
  const rows = await database.kysely.selectFrom('schema_migrations').select(['version', 'name']).execute()
  expect(rows).toContainEqual({ version: 1000, name: 'a test' })
  await database.kysely.deleteFrom('schema_migrations').where('version', '=', 1000).execute()
})

test('a step that fails leaves nothing behind', async () => {
  const step: Migration = { version: 1001, name: 'broken', statements: ['create table half (id integer)', 'nonsense'] }
  await expect(migrate(database, [...MIGRATIONS, step])).rejects.toMatchObject({ sqlState: '42601' })
  const { rows } = await sql<{ name: string | null }>`select to_regclass('half') as name`.execute(database.kysely)
  expect(rows).toEqual([{ name: null }])
})

test('the database of a newer version is left alone', async () => {
  const newer: Migration = { version: 2000, name: 'the future', statements: [] }
  await migrate(database, [...MIGRATIONS, newer])
  await expect(migrate(database)).rejects.toMatchObject({ code: 'database_too_new' })
  await database.kysely.deleteFrom('schema_migrations').where('version', '=', 2000).execute()
})
