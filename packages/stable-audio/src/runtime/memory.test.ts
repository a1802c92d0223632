import { totalmem } from 'node:os'
import { expect, test } from 'vitest'
import { heldMemoryBytes, memoryPolicy, processEnvironment, totalMemoryBytes } from './memory.ts'

test('a machine with less than 12 GB frees its sessions between stages, a larger one keeps them', () => {
  expect(memoryPolicy(8e9)).toEqual({ budgetBytes: 4e9, freeBetweenStages: true })
  expect(memoryPolicy(16e9)).toEqual({ budgetBytes: 8e9, freeBetweenStages: false })
})

test('the limit of a container never shows more memory than the machine has', () => {
  expect(totalMemoryBytes()).toBeLessThanOrEqual(totalmem())
  expect(totalMemoryBytes()).toBeGreaterThan(0)
})

test('memory that is taken shows in what the process holds', () => {
  const before = heldMemoryBytes()
  const block = new Uint8Array(64 * 2 ** 20).fill(1)
  expect(heldMemoryBytes() - before).toBeGreaterThan(0.9 * block.length)
})

test('the process that runs models is told to give memory back', () => {
  expect(Object.keys(processEnvironment())).toEqual(['MALLOC_MMAP_THRESHOLD_', 'MALLOC_TRIM_THRESHOLD_'])
})
