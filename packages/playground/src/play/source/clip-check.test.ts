import { expect, test } from 'vitest'
import { clipAddress, clipProblem } from './clip-check.ts'

const MAX_BYTES = 1000

test.each([
  [{ name: 'loop.wav', type: 'audio/wav', size: 10 }, undefined],
  [{ name: 'take.mov', type: 'video/quicktime', size: 10 }, undefined],
  [{ name: 'LOOP.AIFF', type: '', size: 10 }, undefined],
  [{ name: 'notes.pdf', type: 'application/pdf', size: 10 }, 'no-audio'],
  [{ name: 'loop.wav', type: 'audio/wav', size: 0 }, 'empty'],
  [{ name: 'loop.wav', type: 'audio/wav', size: MAX_BYTES }, undefined],
  [{ name: 'loop.wav', type: 'audio/wav', size: MAX_BYTES + 1 }, 'too-large'],
] as const)('%j: %s', (file, problem) => {
  expect(clipProblem(file, MAX_BYTES)).toBe(problem)
})

test('only a whole web address is taken for a clip', () => {
  expect(clipAddress(' https://a.example/b.mp3\n')).toBe('https://a.example/b.mp3')
  expect(clipAddress('warm tape, slow')).toBeUndefined()
  expect(clipAddress('https://a.example and more')).toBeUndefined()
  expect(clipAddress('file:///music/a.mp3')).toBeUndefined()
})
