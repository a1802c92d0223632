import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './lock.ts'
import { keepTouching } from './lock-heartbeat.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retimbre-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const writeLock = (pid: number, birth: string): Promise<void> =>
  writeFile(join(folder, 'lock'), JSON.stringify({ pid, birth }))

test('a folder that is in use is refused, with its name and the pid of its user', async () => {
  await lockFolder(folder)
  const refusal = lockFolder(folder)
  await expect(refusal).rejects.toMatchObject({ code: 'folder_in_use' })
  await expect(refusal).rejects.toThrow(folder)
  await expect(refusal).rejects.toThrow(`process ${process.pid}.`)
})

test('a folder can be locked again once it was unlocked, and nothing else is left in it', async () => {
  const { unlock } = await lockFolder(folder)
  await unlock()
  await lockFolder(folder)
  expect(await readdir(folder)).toEqual(['lock'])
})

test('the lock of a process that is gone is taken over', async () => {
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(gone, 'exit')
  await writeLock(gone.pid ?? 0, '')
  await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid}.`)
})

test.runIf(process.platform === 'linux')('a lock whose pid now belongs to a later process is taken over', async () => {
  await writeLock(process.pid, 'another boot/1')
  await lockFolder(folder)
})

/** As another container writes it, on the same data volume: its process has the number 1, or ours. */
const foreignLock = JSON.stringify({ pid: process.pid, birth: 'boot/1', place: 'boot/pid:[1]', nonce: '1' })
const QUICK = { beatMs: 20, silentMs: 200 }

test('a folder that another container or machine uses is refused for as long as that gives signs of life', async () => {
  const file = join(folder, 'lock')
  await writeFile(file, foreignLock)
  const stop = keepTouching(file, foreignLock, () => {}, { beatMs: 5 })
  await expect(lockFolder(folder, { ...QUICK, silentMs: 60_000 })).rejects.toMatchObject({ code: 'folder_in_use' })
  stop()
  await (await lockFolder(folder, QUICK)).unlock()
  expect(await readdir(folder)).toEqual([])
})

test('who stood still and lost the folder is told, and leaves the lock of the other alone', async () => {
  const { taken, unlock } = await lockFolder(folder, QUICK)
  await rm(join(folder, 'lock'))
  await writeFile(join(folder, 'lock'), foreignLock)
  await taken
  await unlock()
  expect(await readFile(join(folder, 'lock'), 'utf8')).toBe(foreignLock)
})

test('a lock file that nobody can read is taken over', async () => {
  await writeFile(join(folder, 'lock'), 'not a lock')
  await lockFolder(folder)
})

test('of many that try at once, exactly one gets the folder', async () => {
  await writeLock(999_999_999, '')
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})
