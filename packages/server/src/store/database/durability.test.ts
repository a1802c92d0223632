import { fsyncSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDataFolder, removeDataFolder } from '../../testing/data-folder.test.fixture.ts'
import type { SqlConnection } from './host.ts'
import { openPglite } from './pglite-connection.ts'

let folder: string
let connection: SqlConnection
let flushes = 0

beforeAll(async () => {
  folder = await freshDataFolder()
  const fsync = (fileDescriptor: number): void => {
    flushes += 1
    fsyncSync(fileDescriptor)
  }
  connection = await openPglite(join(folder, 'database'), { fsync })
})
afterAll(async () => {
  await connection.close()
  await removeDataFolder(folder)
})

const insert = (id: string): Promise<unknown> => connection.query('insert into ledger_accounts (id) values ($1)', [id])

test('every commit is flushed to the disk, once', async () => {
  flushes = 0
  for (let index = 0; index < 20; index++) await insert(`single-${index}`)
  expect(flushes).toBe(20)
})

test('a transaction of many statements is flushed once, when it commits', async () => {
  flushes = 0
  await connection.query('begin', [])
  for (let index = 0; index < 20; index++) await insert(`together-${index}`)
  expect(flushes).toBe(0)
  await connection.query('commit', [])
  expect(flushes).toBe(1)
})
