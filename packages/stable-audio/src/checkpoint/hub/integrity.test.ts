import { readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.test.fixture.ts'
import { pullCheckpoint } from '../hub.ts'
import type { InstalledCheckpoint } from './installed.ts'
import { checkIntegrity } from './integrity.ts'
import { type LoopbackHub, openLoopbackHub } from './loopback-hub.test.fixture.ts'

const MODEL = 'model.safetensors'
const idle = new AbortController().signal

async function lastOf<Result>(steps: AsyncGenerator<unknown, Result>): Promise<Result> {
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
  }
}

async function openHub(): Promise<LoopbackHub> {
  const hub = await openLoopbackHub()
  onTestFinished(() => hub.close())
  return hub
}

function pull({ checkpoint, endpoint }: LoopbackHub, cacheFolder: string): Promise<InstalledCheckpoint> {
  const accepted = async (): Promise<boolean> => true
  const options = { checkpoint, endpoint, cacheFolder, fetch, acceptLicence: accepted, signal: idle }
  return lastOf(pullCheckpoint(options))
}

/** Changes one bit and leaves size and time as they were, as a bad disk does. */
async function damage(path: string): Promise<void> {
  const { atime, mtime } = await stat(path)
  const bytes = await readFile(path)
  bytes[0] = (bytes[0] ?? 0) ^ 1
  await writeFile(path, bytes)
  await utimes(path, atime, mtime)
}

test('a checkpoint that is as it was published has no damaged file', async () => {
  const hub = await openHub()
  const cacheFolder = temporaryFolder()
  const installed = await pull(hub, cacheFolder)
  const catalogue = [hub.checkpoint]
  expect(await lastOf(checkIntegrity(installed, { cacheFolder, signal: idle, catalogue }))).toEqual([])
})

test('a bit that flipped is found, in large files and small, and the next pull mends it', async () => {
  const hub = await openHub()
  const cacheFolder = temporaryFolder()
  const installed = await pull(hub, cacheFolder)
  const options = { cacheFolder, signal: idle, catalogue: [hub.checkpoint] }
  await damage(join(installed.folder, MODEL))
  await damage(join(installed.folder, 'model_config.json'))
  expect(await lastOf(checkIntegrity(installed, options))).toEqual([MODEL, 'model_config.json'])
  await pull(hub, cacheFolder)
  expect(await lastOf(checkIntegrity(installed, options))).toEqual([])
})
