import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { childModule, compiledUnderTest } from './module.ts'

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

test('the compiled form of a source is taken only where the tests ask for it', () => {
  const source = 'file:///home/src/retimbre/packages/media/src/child/main.ts'
  expect(compiledUnderTest(source, {})).toBe(source)
  const asked = { RETIMBRE_COMPILED_CHILDREN: '1' }
  expect(compiledUnderTest(source, asked)).toBe('file:///home/src/retimbre/packages/media/dist/child/main.js')
  const compiled = 'file:///home/src/retimbre/packages/media/dist/child/main.js'
  expect(compiledUnderTest(compiled, asked)).toBe(compiled)
})
