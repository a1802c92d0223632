import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { childModule } from './module.ts'

test('from the sources a child is a TypeScript file run through tsx, with the source condition', () => {
  const { path, execArgv } = childModule('./main', import.meta.url)
  expect(path.endsWith('/child/main.ts')).toBe(true)
  expect(existsSync(path)).toBe(true)
  expect(execArgv).toEqual(['--import', expect.stringMatching(/^file:.*tsx/), '--conditions=source'])
})

test('from the compiled output a child is a plain JavaScript file', () => {
  const compiled = new URL('../../dist/child/run-job.js', import.meta.url).href
  const { path, execArgv } = childModule('./main', compiled)
  expect(path.endsWith('/dist/child/main.js')).toBe(true)
  expect(execArgv).toEqual([])
})
