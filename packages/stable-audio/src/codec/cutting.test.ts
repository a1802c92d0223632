import { expect, test } from 'vitest'
import { putAudio, putLatents } from './cutting.ts'

test('what a result does not reach is left as it was, not taken from the next channel', () => {
  const into = { left: new Float32Array(4), right: new Float32Array(4) }
  putAudio(into, { data: Float32Array.of(1, 2, 3, -1, -2, -3), shape: [2, 1, 3] }, 0, [0, 4])
  expect([...into.left, ...into.right]).toEqual([1, 2, 3, 0, -1, -2, -3, 0])
  const latents = { data: new Float32Array(6), frames: 3 }
  putLatents(latents, { data: Float32Array.of(1, 2, 3, 4), shape: [2, 2] }, 0, [0, 3])
  expect([...latents.data]).toEqual([1, 2, 0, 3, 4, 0])
})
