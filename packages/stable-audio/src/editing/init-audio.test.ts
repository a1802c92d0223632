import { expect, test } from 'vitest'
import { fitAudio, startLatents } from './init-audio.ts'

const CLIP = { left: Float32Array.of(1, 2, 3), right: Float32Array.of(4, 5, 6) }

test('a clip that is too long is cut at its end', () => {
  expect(fitAudio(CLIP, 2)).toEqual({ left: Float32Array.of(1, 2), right: Float32Array.of(4, 5) })
})

test('a clip that is too short is followed by silence, and is itself left alone', () => {
  const fitted = fitAudio(CLIP, 5)
  expect(fitted).toEqual({ left: Float32Array.of(1, 2, 3, 0, 0), right: Float32Array.of(4, 5, 6, 0, 0) })
  fitted.left[0] = 9
  expect(CLIP.left[0]).toBe(1)
})

test('the start is the clip and the noise, weighed by the noise level', () => {
  const [source, noise] = [Float32Array.of(1, -2), Float32Array.of(10, 20)]
  expect([...startLatents(source, noise, 0.25)]).toEqual([0.75 + 2.5, -1.5 + 5])
  expect(startLatents(source, noise, 1)).toEqual(noise)
})
