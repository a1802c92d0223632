import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../limits.ts'
import { parseReply } from './protocol.ts'
import { type Departure, explain, runJob } from './run-job.ts'

/** A child that was at work and died without a word. */
const SILENT: Departure = {
  reply: undefined,
  killedFor: undefined,
  wasReady: true,
  exitCode: null,
  exitSignal: null,
  standardError: '',
}

test('a child that cannot be started is a typed error, not a crash', async () => {
  const job = runJob({ kind: 'probe', inputPath: '/nowhere' }, '/nowhere/at/all', DEFAULT_LIMITS, undefined)
  await expect(job).rejects.toMatchObject({ code: 'codecs_unavailable', retryable: true })
})

test.each<[string, Partial<Departure>]>([
  ['killed by the wall clock', { killedFor: 'time', exitSignal: 'SIGKILL' }],
  ['out of processor time', { exitSignal: 'SIGXCPU' }],
  ['killed by the system', { exitSignal: 'SIGKILL' }],
  ['aborted before its codecs were loaded', { exitSignal: 'SIGABRT', wasReady: false }],
  ['crashed before its codecs were loaded', { exitSignal: 'SIGSEGV', wasReady: false }],
  ['aborted without a word', { exitSignal: 'SIGABRT' }],
  ['out of heap', { exitSignal: 'SIGABRT', standardError: 'FATAL ERROR: JavaScript heap out of memory' }],
  ['out of memory in C++', { exitSignal: 'SIGABRT', standardError: 'terminate called: std::bad_alloc' }],
  ['unable to map a library', { exitCode: 1, standardError: 'libmvec.so.1: failed to map segment from shared object' }],
])('a child %s has met a limit', (_how, facts) => {
  expect(explain({ ...SILENT, ...facts }, 'decode')).toMatchObject({ code: 'limit_exceeded', retryable: false })
})

test('a codec that crashes at work is a crash and no limit', () => {
  const crash = { ...SILENT, exitSignal: 'SIGSEGV' } as const
  expect(explain(crash, 'decode').code).toBe('decoder_crashed')
  expect(explain(crash, 'encode').code).toBe('encoder_failed')
  const assertion = { ...SILENT, exitSignal: 'SIGABRT', standardError: 'Assertion x failed at y.c:1' } as const
  expect(explain(assertion, 'probe').code).toBe('decoder_crashed')
})

test('only messages with the shape of a reply are taken for one', () => {
  expect(parseReply({ ok: true, result: 1 })).toEqual({ ok: true, result: 1 })
  expect(parseReply({ ok: false, code: 'too_long', detail: 'x' })).toEqual({ ok: false, code: 'too_long', detail: 'x' })
  for (const message of [undefined, null, 'ok', {}, { ok: true }, { ok: false }, { ok: false, code: 'toString' }]) {
    expect(parseReply(message)).toBeUndefined()
  }
})
