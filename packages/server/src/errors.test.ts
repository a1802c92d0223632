import { expect, test } from 'vitest'
import { JOB_ERROR_CODES, JobError, SERVER_ERROR_CODES, ServerError, submitRefusal } from './errors.ts'

/** What the official JavaScript client takes for a call to submit a paid task again. */
const RESUBMIT_WORDS = /timeout|connection|http 5|429/i

const ERRORS = [
  ...SERVER_ERROR_CODES.map((code) => new ServerError(code)),
  ...JOB_ERROR_CODES.map((code) => new JobError(code)),
]

test.each(ERRORS)('$name "$code" has a sentence that no client takes for a call to submit again', (error) => {
  expect(error.message).not.toMatch(RESUBMIT_WORDS)
  expect(error.toString()).not.toMatch(RESUBMIT_WORDS)
})

test('only what may pass by itself calls itself retryable', () => {
  const retryable = SERVER_ERROR_CODES.map((code) => new ServerError(code)).filter((error) => error.retryable)
  for (const { status } of retryable) expect(status === 429 || status >= 500).toBe(true)
})

test('values fill the sentence', () => {
  expect(new ServerError('file_too_large', { limit: '200 MB' }).message).toContain('the allowed 200 MB.')
})

test('what fills the sentence of a refused submit or of a failed task brings no such word into it', () => {
  const detail = 'field "plan.Timeout" is not known, nor "HTTP 5", connection or 14290'
  const refused = submitRefusal(new ServerError('invalid_parameter', { detail }))
  expect(refused).toMatchObject({ message: 'field "plan.…" is not known, nor "…", … or 1…0' })
  expect(new JobError('render_failed', { reason: 'Connection refused' }).message).not.toMatch(RESUBMIT_WORDS)
  expect(submitRefusal(new ServerError('rate_limited', { seconds: '429' }))).toMatchObject({
    message: expect.stringContaining('429 s'),
  })
})
