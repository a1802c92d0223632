import { expect, test } from 'vitest'
import type { CheckpointEntry } from './checkpoint-entries.ts'
import { openCheckpointShelf } from './shelf.ts'

const ENTRY: CheckpointEntry = {
  ...{ name: 'small-music', state: 'installable', sizeBytes: 1, longestSeconds: 120, description: '', licence: '' },
}

test('the disks are read once for all who ask at the same time, and again after five seconds', async () => {
  let looks = 0
  let nowMs = 0
  const shelf = openCheckpointShelf(
    async () => {
      looks += 1
      return [ENTRY]
    },
    () => nowMs,
  )
  expect(await Promise.all([shelf.entries(), shelf.entries()])).toEqual([[ENTRY], [ENTRY]])
  nowMs = 4_999
  await shelf.entries()
  expect(looks).toBe(1)
  nowMs = 5_000
  await shelf.entries()
  expect(looks).toBe(2)
})

test('a look that failed is not kept', async () => {
  let failing = true
  const look = async () => {
    if (failing) throw new Error('the disk is gone')
    return [ENTRY]
  }
  const shelf = openCheckpointShelf(look, () => 0)
  await expect(shelf.entries()).rejects.toThrow('the disk is gone')
  failing = false
  expect(await shelf.entries()).toEqual([ENTRY])
})
