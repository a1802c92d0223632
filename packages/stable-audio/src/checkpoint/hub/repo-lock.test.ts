import { readFile, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.test.fixture.ts'
import { lockRepo } from './repo-lock.ts'

const refused = { code: 'download_failed', message: expect.stringMatching(/is installing the same checkpoint/) }

/** A lock that was last heard of so many seconds ago. */
async function leftBy(holder: object | string, silentSeconds: number): Promise<string> {
  const folder = temporaryFolder()
  const file = join(folder, 'retimbre.lock')
  await writeFile(file, typeof holder === 'string' ? holder : JSON.stringify(holder))
  const heard = new Date(Date.now() - silentSeconds * 1000)
  await utimes(file, heard, heard)
  return folder
}

async function takes(folder: string): Promise<void> {
  const unlock = await lockRepo(folder)
  await unlock()
  await expect(readFile(join(folder, 'retimbre.lock'))).rejects.toThrow('ENOENT')
}

test('a second one has to wait until the first is done, also in one process', async () => {
  const folder = temporaryFolder()
  const unlock = await lockRepo(folder)
  await expect(lockRepo(folder)).rejects.toMatchObject(refused)
  await unlock()
  await takes(folder)
})

test('the lock of a process that is gone is taken over', async () => {
  // Beyond the largest pid that a kernel gives.
  await takes(await leftBy({ host: hostname(), pid: 4_194_999, started: '1' }, 0))
})

test.runIf(process.platform === 'linux')(
  'a pid that was given again, as in a container that starts anew, is another process',
  async () => {
    await takes(await leftBy({ host: hostname(), pid: process.pid, started: '1' }, 0))
  },
)

test('a process on another machine holds its lock as long as it is heard of', async () => {
  const elsewhere = { host: `not-${hostname()}`, pid: 4_194_999, started: '1' }
  await expect(lockRepo(await leftBy(elsewhere, 60))).rejects.toMatchObject(refused)
  await takes(await leftBy(elsewhere, 180))
})

test("a lock that cannot be read counts as somebody's for as long as it is fresh", async () => {
  await expect(lockRepo(await leftBy('4194999', 0))).rejects.toMatchObject(refused)
  await takes(await leftBy('', 180))
})

test('a lock that somebody else has made in the meantime is left alone', async () => {
  const folder = temporaryFolder()
  const unlock = await lockRepo(folder)
  const others = JSON.stringify({ host: 'another', pid: 1 })
  await writeFile(join(folder, 'retimbre.lock'), others)
  await unlock()
  expect(await readFile(join(folder, 'retimbre.lock'), 'utf8')).toBe(others)
})
