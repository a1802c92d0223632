import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openVitals } from './vitals.ts'

let dataFolder: string
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'retimbre-vitals-'))
})
afterEach(() => rm(dataFolder, { recursive: true, force: true }))

const well = () => ({
  ...{ database: async () => {}, worker: () => true, monotonicMs: () => 0, leastFreeBytes: 1 },
  dataFolder,
})

test('nothing fails where everything is well, and nothing is left behind', async () => {
  expect(await openVitals(well()).failing()).toEqual([])
  expect(await readdir(dataFolder)).toEqual([])
})

test('each thing that is not well is named', async () => {
  const failing = (changes: object) => openVitals({ ...well(), ...changes }).failing()
  expect(await failing({ database: () => Promise.reject(new Error('gone')) })).toEqual(['database'])
  expect(await failing({ worker: () => false })).toEqual(['worker'])
  expect(await failing({ leastFreeBytes: Number.POSITIVE_INFINITY })).toEqual(['disk_space'])
  expect(await failing({ dataFolder: join(dataFolder, 'gone') })).toEqual(['data_folder', 'disk_space'])
})

test('many who ask at once share one look, and after a second there is another', async () => {
  let nowMs = 0
  let looks = 0
  const database = async () => {
    looks += 1
  }
  const vitals = openVitals({ ...well(), database, monotonicMs: () => nowMs })
  await Promise.all([vitals.failing(), vitals.failing(), vitals.failing()])
  nowMs = 999
  await vitals.failing()
  expect(looks).toBe(1)
  nowMs = 1_000
  await vitals.failing()
  expect(looks).toBe(2)
})
