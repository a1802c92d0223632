import { expect, test } from 'vitest'
import { drawSeed, ladderRequests, seedRequests } from './variations.ts'

const REQUEST = { audio: 'http://a/b.mp3', prompt: 'warm', batch_size: 4, init_noise_level: 0.2 }

test('a ladder differs in the strength alone, one result a rung', () => {
  const ladder = ladderRequests(REQUEST, 7)
  expect(ladder.map(({ init_noise_level }) => init_noise_level)).toEqual([0.3, 0.5, 0.7, 0.9])
  for (const rung of ladder)
    expect(rung).toMatchObject({ audio: 'http://a/b.mp3', prompt: 'warm', seed: 7, batch_size: 1 })
})

test('four seeds differ in the seed alone and stay within 32 bits', () => {
  const requests = seedRequests(REQUEST, 2 ** 32 - 2)
  expect(requests.map(({ seed }) => seed)).toEqual([4_294_967_294, 4_294_967_295, 0, 1])
  expect(requests.map(({ init_noise_level }) => init_noise_level)).toEqual([0.2, 0.2, 0.2, 0.2])
})

test('a drawn seed is one that the server takes', () => {
  expect(drawSeed(() => 0)).toBe(0)
  expect(drawSeed(() => 1 - Number.EPSILON)).toBeLessThan(2 ** 32)
})
