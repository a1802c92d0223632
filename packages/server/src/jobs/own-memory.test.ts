import os from 'node:os'
import { expect, test } from 'vitest'
import { machineMemoryBytes, ownMemoryBytes } from './own-memory.ts'

test('what a process holds grows by what it fills, and is less than the machine has', () => {
  const before = ownMemoryBytes()
  const block = new Float64Array(16 * 2 ** 20).fill(1)
  expect(ownMemoryBytes() - before).toBeGreaterThan(block.byteLength * 0.9)
  expect(ownMemoryBytes()).toBeLessThan(machineMemoryBytes())
  expect(machineMemoryBytes()).toBeLessThanOrEqual(os.totalmem())
})
