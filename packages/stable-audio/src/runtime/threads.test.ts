import { expect, test } from 'vitest'
import { defaultThreads } from './threads.ts'

const cpuInformation = (siblings: number, cores: number): string =>
  `processor\t: 0\nsiblings\t: ${siblings}\ncore id\t\t: 0\ncpu cores\t: ${cores}\n`

test('there is one thread a physical core', () => {
  expect(defaultThreads(16, cpuInformation(16, 8))).toBe(8)
  expect(defaultThreads(8, cpuInformation(8, 8))).toBe(8)
})

test('a container that may use a part of the machine gets threads for that part', () => {
  expect(defaultThreads(3, cpuInformation(32, 16))).toBe(2)
  expect(defaultThreads(1, cpuInformation(32, 16))).toBe(1)
})

test('where the system does not say, every processor counts as a core', () => {
  expect(defaultThreads(10, '')).toBe(10)
})

test('this machine has at least one', () => {
  expect(defaultThreads()).toBeGreaterThanOrEqual(1)
})
