import { expect, test } from 'vitest'
import { failureOf } from './run-failure.ts'

test.each([
  [{ error: 'Cancelled by the owner.', code: 1405 }, 'cancelled'],
  [{ error: 'The task was given up after 3 attempts because its worker stopped each time.', code: 1405 }, 'lost'],
  [{ error: 'Could not fetch the audio from the given URL: no such host', code: 1402 }, 'source'],
  [{ error: 'Internal error while generating audio.', code: 5000 }, 'server'],
  [{ error: 'Something of a later version', code: 1999 }, 'server'],
] as const)('%j is %s', (ending, failure) => {
  expect(failureOf(ending)).toBe(failure)
})
