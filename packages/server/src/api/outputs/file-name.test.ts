import { expect, test } from 'vitest'
import { outputFileName } from './file-name.ts'

test.each([
  ['Warm tape, dusty drums', 'warm-tape-dusty-drums-7.flac'],
  ['ılık bant / çok "sıcak"', 'ilik-bant-cok-sicak-7.flac'],
  ['音楽', 'retimbre-7.flac'],
  ['', 'retimbre-7.flac'],
  ['../../etc/passwd\r\nX: y', 'etc-passwd-x-y-7.flac'],
  ['word '.repeat(30), 'word-word-word-word-word-word-word-word-7.flac'],
])('the result of %j is called %s', (prompt, expected) => {
  expect(outputFileName(prompt, 7, 'flac')).toBe(expected)
})
