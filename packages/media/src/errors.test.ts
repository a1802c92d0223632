import { expect, test } from 'vitest'
import { MEDIA_ERROR_CODES, MediaError } from './errors.ts'

test.each(MEDIA_ERROR_CODES)('%s tells a person what happened, in plain sentences', (code) => {
  const { message } = new MediaError(code, '/secret/path: detail')
  expect(message).toMatch(/^[A-Z][^<>{}]{20,160}\.$/)
  expect(message).not.toMatch(/[/\\]/)
})

test.each(MEDIA_ERROR_CODES)('%s holds none of the words that clients take for a network fault', (code) => {
  expect(new MediaError(code).message).not.toMatch(/timeout|timed out|connection|http 5|429|network/i)
})

test('an error carries its code, whether to try again, and a detail for the log', () => {
  const error = new MediaError('encoder_failed', 'exit SIGSEGV')
  expect(error).toMatchObject({ name: 'MediaError', code: 'encoder_failed', retryable: true, detail: 'exit SIGSEGV' })
  expect(new MediaError('empty_file').retryable).toBe(false)
})
