import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { childModule } from './module.ts'
import { childEnvironment, spawnLimited } from './spawn.ts'

const SECRET = 'RETIMBRE_TEST_SECRET'
const reporter = childModule('../testing/report-process', import.meta.url)

afterEach(() => {
  delete process.env[SECRET]
})

test('a child sees none of its parent’s variables but those that Node needs', async () => {
  process.env[SECRET] = 'do not tell'
  const child = spawnLimited(reporter, tmpdir(), { maxMemoryBytes: 2 ** 31, maxCpuSeconds: 7, niceness: 13 })
  const [report] = await once(child, 'message')
  await once(child, 'close')
  expect(report.variables).not.toContain(SECRET)
  expect(report.variables).not.toContain('HOME')
  expect(report.variables).not.toContain('NODE_OPTIONS')
  // On Linux the limits can be read back from the process itself.
  if (existsSync('/proc/self/limits')) {
    expect(report.limits).toMatch(/^Max data size +2147483648 /m)
    expect(report.limits).toMatch(/^Max cpu time +7 /m)
    expect(report.limits).toMatch(/^Max core file size +0 /m)
    expect(report.niceness).toBe(13)
  }
})

test('only named variables are handed down', () => {
  expect(childEnvironment({ TMPDIR: '/t', AWS_SECRET_ACCESS_KEY: 'x', PATH: '/bin' })).toEqual({ TMPDIR: '/t' })
})
