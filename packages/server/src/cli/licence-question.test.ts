import { PassThrough } from 'node:stream'
import { publishedCheckpoint } from '@retimbre/stable-audio'
import { expect, test } from 'vitest'
import { acceptSilently, askForLicence } from './licence-question.ts'

const checkpoint = publishedCheckpoint('small-music')
const question = { checkpoint, licences: checkpoint.licences }

/** A person at a keyboard, or nobody. */
function keyboard(isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.ReadStream & PassThrough
  const output = new PassThrough() as unknown as NodeJS.WriteStream & PassThrough
  return { input, output, shown: () => String(output.read() ?? '') }
}

const idle = new AbortController().signal

test.each([
  ['y', true],
  ['YES', true],
  ['n', false],
  ['', false],
])('the answer "%s" counts as %s', async (typed, accepted) => {
  const { input, output, shown } = keyboard(true)
  input.write(`${typed}\n`)
  expect(await askForLicence({ input, output, signal: idle })(question)).toBe(accepted)
  const text = shown()
  expect(text).toContain('https://stability.ai/license')
  expect(text).toContain('https://ai.google.dev/gemma/terms')
})

test('the end of the input is no yes', async () => {
  const { input, output } = keyboard(true)
  input.end()
  expect(await askForLicence({ input, output, signal: idle })(question)).toBe(false)
})

test('an interrupt ends the question', async () => {
  const { input, output } = keyboard(true)
  const interrupt = new AbortController()
  const asking = askForLicence({ input, output, signal: interrupt.signal })(question)
  interrupt.abort()
  await expect(asking).rejects.toMatchObject({ name: 'AbortError' })
})

test('where nobody can type, the answer is no, and the sentence says how to accept', async () => {
  const { input, output, shown } = keyboard(false)
  expect(await askForLicence({ input, output, signal: idle })(question)).toBe(false)
  expect(shown()).toContain('--yes')
})

test('what --yes accepts is shown all the same', async () => {
  const { output, shown } = keyboard(false)
  expect(await acceptSilently(output)(question)).toBe(true)
  expect(shown()).toContain('Stability AI Community License: https://stability.ai/license')
})
