import { expect, test } from 'vitest'
import { cpuQuota } from './cpu-quota.ts'
import { defaultThreads, type ProcessorFacts } from './threads.ts'

const cpuInformation = (siblings: number, cores: number): string =>
  `processor\t: 0\nsiblings\t: ${siblings}\ncore id\t\t: 0\ncpu cores\t: ${cores}\n`

const threads = (facts: Partial<ProcessorFacts>): number =>
  defaultThreads({ processors: 16, cpuInformation: '', quota: Number.POSITIVE_INFINITY, fastCores: '', ...facts })

test('there is one thread a physical core', () => {
  expect(threads({ cpuInformation: cpuInformation(16, 8) })).toBe(8)
  expect(threads({ processors: 8, cpuInformation: cpuInformation(8, 8) })).toBe(8)
})

test('a container that may use a part of the machine gets threads for that part', () => {
  expect(threads({ processors: 3, cpuInformation: cpuInformation(32, 16) })).toBe(2)
  expect(threads({ processors: 1, cpuInformation: cpuInformation(32, 16) })).toBe(1)
})

test('a container that may use a part of the time gets threads for that time', () => {
  expect(threads({ quota: 2 })).toBe(2)
  expect(threads({ quota: 1.5 })).toBe(2)
  expect(threads({ quota: 0.25 })).toBe(1)
  expect(threads({ quota: 64 })).toBe(16)
})

test('of fast and slow cores the fast ones compute', () => {
  // 8 fast cores of two threads each and 8 slow ones of one: 24 processors on 16 cores.
  expect(threads({ processors: 24, cpuInformation: cpuInformation(24, 16), fastCores: '0-15\n' })).toBe(8)
  expect(threads({ processors: 4, cpuInformation: cpuInformation(24, 16), fastCores: '0-15\n' })).toBe(2)
})

test('where the system does not say, every processor counts as a core', () => {
  expect(threads({ processors: 10 })).toBe(10)
})

test('this machine has at least one', () => {
  expect(defaultThreads()).toBeGreaterThanOrEqual(1)
})

const quotaOf = (files: Readonly<Record<string, string>>): number => cpuQuota((path) => files[path] ?? '')

test('the quota is the least of the groups of the process, in either version of control groups', () => {
  const second = { '/proc/self/cgroup': '0::/app/worker\n' }
  expect(quotaOf({ ...second, '/sys/fs/cgroup/app/worker/cpu.max': '150000 100000\n' })).toBe(1.5)
  expect(
    quotaOf({
      ...second,
      '/sys/fs/cgroup/app/worker/cpu.max': 'max 100000\n',
      '/sys/fs/cgroup/app/cpu.max': '300000 100000\n',
      '/sys/fs/cgroup/cpu.max': '400000 100000\n',
    }),
  ).toBe(3)
  const first = { '/proc/self/cgroup': '5:memory:/docker/a\n4:cpu,cpuacct:/docker/a\n' }
  const inContainer = '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs'
  expect(quotaOf({ ...first, [`${inContainer}_quota_us`]: '200000\n', [`${inContainer}_period_us`]: '100000\n' })).toBe(
    2,
  )
  expect(quotaOf({ ...first, [`${inContainer}_quota_us`]: '-1\n', [`${inContainer}_period_us`]: '100000\n' })).toBe(
    Number.POSITIVE_INFINITY,
  )
})

test('without control groups, or with what nobody understands, there is no quota', () => {
  expect(quotaOf({})).toBe(Number.POSITIVE_INFINITY)
  expect(quotaOf({ '/proc/self/cgroup': 'nonsense\n0::/../..\n', '/sys/fs/cgroup/cpu.max': 'nonsense' })).toBe(
    Number.POSITIVE_INFINITY,
  )
})
