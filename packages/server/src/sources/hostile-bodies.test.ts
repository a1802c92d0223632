/** Whoever answers a source's or a webhook's request to wear this server down gets a bounded time and little memory. */

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startCanary } from './testing/canary.test.fixture.ts'
import { SLOW_TRICKS, startHostile, TRICKS } from './testing/hostile-servers.test.fixture.ts'
import type { Visit, VisitReport } from './testing/hostile-visitor.test.fixture.ts'

const VISITOR = fileURLToPath(new URL('./testing/hostile-visitor.test.fixture.ts', import.meta.url))
// Twice what the process may grow by: holding the body in memory would be seen.
const MAX_BYTES = 64 * 2 ** 20
// A clip as honest people send it, so that what any fetch costs is not counted.
const WARM_UP_BYTES = 16 * 2 ** 20
// For tricks that the clock ends, and for those that should be over long before.
const SHORT_MS = 500
const LONG_MS = 20_000
// A busy machine may not come back to a process for seconds; without a limit it would be for ever.
const PATIENCE_MS = 15_000
const MAX_GROWTH_MEBIBYTES = 32

async function visitAll(kind: Visit['kind']): Promise<ReadonlyMap<string, VisitReport>> {
  const warmUp = await startCanary((_request, response) => response.end(Buffer.alloc(WARM_UP_BYTES)))
  const visits: Visit[] = [{ kind, port: warmUp.port, totalMs: LONG_MS }]
  for (const trick of TRICKS) {
    visits.push({ kind, port: await startHostile(trick), totalMs: SLOW_TRICKS.has(trick) ? SHORT_MS : LONG_MS })
  }
  const node = ['--import', 'tsx', '--conditions=source', VISITOR, JSON.stringify(visits), String(MAX_BYTES)]
  const { stdout } = await promisify(execFile)(process.execPath, node)
  const reports: readonly VisitReport[] = JSON.parse(stdout)
  return new Map(TRICKS.map((trick, index) => [trick, reports[index] as VisitReport]))
}

test('no source takes more than its time and 32 MiB, and each ends with a reason', async () => {
  const reports = await visitAll('source')
  for (const [trick, { outcome, milliseconds, grownMebibytes }] of reports) {
    expect(milliseconds, trick).toBeLessThan(PATIENCE_MS)
    expect(grownMebibytes, trick).toBeLessThan(MAX_GROWTH_MEBIBYTES)
    if (trick !== 'a body longer than announced')
      expect(outcome, trick).toMatch(/^Could not fetch the audio from the given URL: /)
  }
  const tooSlow = expect.stringContaining('the server there is too slow.')
  expect(reports.get('a byte now and then')?.outcome).toEqual(tooSlow)
  expect(reports.get('silence')?.outcome).toEqual(tooSlow)
  const tooLarge = expect.stringContaining('it is larger than the allowed 64 MiB.')
  expect(reports.get('a body without end')?.outcome).toEqual(tooLarge)
  expect(reports.get('a body without end and without framing')?.outcome).toEqual(tooLarge)
  expect(reports.get('a bomb of gzip')?.outcome).toContain('it is sent compressed.')
  const improper = expect.stringContaining('the server there does not answer in proper HTTP.')
  expect(reports.get('interim answers without end')?.outcome).toEqual(improper)
  expect(reports.get('headers without end')?.outcome).toEqual(improper)
})

test('no receiver of a webhook takes more than its time and 32 MiB', async () => {
  const reports = await visitAll('webhook')
  for (const [trick, { milliseconds, grownMebibytes }] of reports) {
    expect(milliseconds, trick).toBeLessThan(PATIENCE_MS)
    expect(grownMebibytes, trick).toBeLessThan(MAX_GROWTH_MEBIBYTES)
  }
  // The answer came with its head; what follows is nobody's concern.
  expect(reports.get('a body without end')?.outcome).toBe('200: delivered')
  expect(reports.get('a bomb of gzip')?.outcome).toBe('200: delivered')
  expect(reports.get('silence')?.outcome).toBe('none: The receiver did not answer in time.')
  expect(reports.get('headers without end')?.outcome).toMatch(/^none: The server there does not answer in proper HTTP/)
})
