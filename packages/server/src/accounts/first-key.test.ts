import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { systemRandom } from '../ids.ts'
import { silentLog } from '../log.ts'
import { type EmbeddedDatabase, openDatabase } from '../store/database/open.ts'
import { freshDataFolder, removeDataFolder } from '../testing/data-folder.test.fixture.ts'
import { openAccountBook } from './account-book.ts'
import { type ApiKeyBook, openApiKeys } from './api-keys.ts'
import { ensureOwnerAccount, OWNER_ACCOUNT_ID } from './first-account.ts'
import { ensureFirstKey, type FirstKey } from './first-key.ts'
import { openLedger } from './ledger.ts'

const CONFIGURED = 'an-operators-own-key-0001'
let dataFolder: string
let database: EmbeddedDatabase
let keys: ApiKeyBook

beforeAll(async () => {
  dataFolder = await freshDataFolder()
  database = await openDatabase(dataFolder)
  await ensureOwnerAccount(database, 5_000_000, systemClock)
})
beforeEach(async () => {
  await database.kysely.deleteFrom('api_keys').execute()
  await rm(join(dataFolder, 'console-key'), { force: true })
  // A new one for each test: it remembers keys for a while.
  keys = openApiKeys(database, { clock: systemClock, random: systemRandom, log: silentLog })
})
afterAll(async () => {
  await database.close()
  await removeDataFolder(dataFolder)
})

/** What happens to keys at a start of the server. */
const start = (configuredKey?: string): Promise<FirstKey> =>
  ensureFirstKey(database, {
    ...{ accountId: OWNER_ACCOUNT_ID, dataFolder, configuredKey },
    ...{ clock: systemClock, random: systemRandom },
  })

test('the first start makes up a key, and every later one shows the same', async () => {
  const first = await start()
  expect(first).toEqual({ key: expect.stringMatching(/^wsk_/), onlyGenerated: true })
  expect(await keys.authenticate(first.key ?? '')).toMatchObject({ accountId: OWNER_ACCOUNT_ID })
  expect(await start()).toEqual(first)
})

test('the generated key is kept in a file that only its owner can read', async () => {
  const { key } = await start()
  const file = join(dataFolder, 'console-key')
  expect(await readFile(file, 'utf8')).toBe(`${key}\n`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a generated key whose file is gone still works, and is not shown', async () => {
  const { key } = await start()
  await rm(join(dataFolder, 'console-key'))
  expect(await start()).toEqual({ key: undefined, onlyGenerated: true })
  expect(await keys.authenticate(key ?? '')).toBeDefined()
})

test('a key from the environment works, and no other is made up', async () => {
  expect(await start(CONFIGURED)).toEqual({ key: CONFIGURED, onlyGenerated: false })
  expect(await keys.authenticate(CONFIGURED)).toMatchObject({ accountId: OWNER_ACCOUNT_ID })
  expect(await start(CONFIGURED)).toEqual({ key: CONFIGURED, onlyGenerated: false })
  await expect(stat(join(dataFolder, 'console-key'))).rejects.toThrow('ENOENT')
})

test('changing the key in the environment shuts the old one out, and changing back lets it in again', async () => {
  await start(CONFIGURED)
  await start('an-operators-own-key-0002')
  expect(await keys.authenticate(CONFIGURED)).toBeUndefined()
  await start(CONFIGURED)
  expect(await keys.authenticate(CONFIGURED)).toBeDefined()
})

test('without a key in the environment any more, one is made up', async () => {
  await start(CONFIGURED)
  expect(await start()).toEqual({ key: expect.stringMatching(/^wsk_/), onlyGenerated: true })
  expect(await keys.authenticate(CONFIGURED)).toBeUndefined()
})

test('a key that somebody created counts as chosen', async () => {
  await start()
  await keys.create(OWNER_ACCOUNT_ID, 'laptop')
  expect((await start()).onlyGenerated).toBe(false)
})

test('the opening credit is given once, however often the server starts', async () => {
  await ensureOwnerAccount(database, 9_000_000, systemClock)
  const ledger = openLedger(database, { billing: true })
  expect(await ledger.balanceMicrodollars(OWNER_ACCOUNT_ID)).toBe(5_000_000)
  expect(await ledger.balanceMicrodollars('nobody')).toBe(0)
})

test('keys of other accounts do not keep the owner from having one', async () => {
  const accounts = openAccountBook(database, { clock: systemClock, random: systemRandom, changed: keys.forget })
  const { id } = await accounts.create({ name: 'A friend', role: 'member', creditMicrodollars: 0 })
  await keys.create(id, 'laptop')
  const { key } = await start()
  expect(await keys.authenticate(key ?? '')).toMatchObject({ accountId: OWNER_ACCOUNT_ID })
})
