import { expect, test } from 'vitest'
import { crush, heldRateHz } from './crusher.ts'
import { amplitudeAt, noise, sine } from './signals.test.fixture.ts'

test('bits are lost down to 3.5: the number of distinct values falls', () => {
  const distinct = [0.1, 0.4, 0.7, 1].map((bitLoss) => {
    const audio = noise(20_000, 1)
    crush(audio, { bitLoss, rateLoss: 0 })
    return new Set(audio.left).size
  })
  for (let i = 1; i < distinct.length; i++) expect(distinct[i]).toBeLessThan(distinct[i - 1])
  expect(distinct[3]).toBeLessThan(14)
})

test('samples are held at the lower rate, so that a tone above its half folds back', () => {
  const audio = sine(3000, 44_100)
  crush(audio, { bitLoss: 0, rateLoss: 1 })
  const imageHz = heldRateHz(1) - 3000
  expect(heldRateHz(1)).toBeCloseTo(3675, 0)
  expect(amplitudeAt(audio.left, imageHz)).toBeGreaterThan(0.1)
  let changes = 0
  for (let i = 1; i < 44_100; i++) if (audio.left[i] !== audio.left[i - 1]) changes++
  expect(changes).toBeLessThanOrEqual(3676)
})
