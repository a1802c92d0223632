import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StoreError } from '../../errors.ts'
import { freshDataFolder, removeDataFolder } from '../../testing/data-folder.test.fixture.ts'
import { databaseAnswers } from './answers.ts'
import { openDatabase } from './open.ts'

test('a database that ends by itself says so, rejects what is asked, and can be closed and opened again', async () => {
  const folder = await freshDataFolder()
  const database = await openDatabase(folder)
  await databaseAnswers(database)
  // Nobody speaks like that, so it stands for whatever goes wrong in the thread.
  database.connectPeer().postMessage(null)

  const loss = await database.lost
  expect(loss).toBeInstanceOf(StoreError)
  expect(loss.code).toBe('database_lost')
  await expect(databaseAnswers(database)).rejects.toMatchObject({ code: 'database_closed' })
  await database.close()

  const next = await openDatabase(folder)
  await databaseAnswers(next)
  await next.close()
  await removeDataFolder(folder)
})

test('a database whose folder another process took, while this one stood still, ends at once and says so', async () => {
  const folder = await freshDataFolder()
  const database = await openDatabase(folder, { beatMs: 10 })
  await rm(join(folder, 'lock'))
  await writeFile(join(folder, 'lock'), 'of another')
  expect(await database.lost).toMatchObject({ code: 'database_lost' })
  await database.close()
  expect(await readFile(join(folder, 'lock'), 'utf8')).toBe('of another')
  await removeDataFolder(folder)
})

test('a database that somebody else has to itself for too long does not answer', async () => {
  const folder = await freshDataFolder()
  const database = await openDatabase(folder)
  await database.transaction(async () => {
    await expect(databaseAnswers(database, 20)).rejects.toMatchObject({ code: 'database_silent' })
  })
  await databaseAnswers(database)
  await database.close()
  await removeDataFolder(folder)
})
