import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../limits.ts'
import { parseReply } from './protocol.ts'
import { runJob } from './run-job.ts'

test('a child that cannot be started is a typed error, not a crash', async () => {
  const job = runJob({ kind: 'probe', inputPath: '/nowhere' }, '/nowhere/at/all', DEFAULT_LIMITS, undefined)
  await expect(job).rejects.toMatchObject({ code: 'codecs_unavailable', retryable: true })
})

test('only messages with the shape of a reply are taken for one', () => {
  expect(parseReply({ ok: true, result: 1 })).toEqual({ ok: true, result: 1 })
  expect(parseReply({ ok: false, code: 'too_long', detail: 'x' })).toEqual({ ok: false, code: 'too_long', detail: 'x' })
  for (const message of [undefined, null, 'ok', {}, { ok: true }, { ok: false }, { ok: false, code: 'toString' }]) {
    expect(parseReply(message)).toBeUndefined()
  }
})
