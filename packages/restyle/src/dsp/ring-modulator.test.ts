import { expect, test } from 'vitest'
import { ringModulate } from './ring-modulator.ts'
import { amplitudeAt, sine } from './signals.test.fixture.ts'

test('a tone becomes its sum and its difference with the carrier', () => {
  const audio = sine(1000, 88_200)
  ringModulate(audio, { amount: 1, carrierHz: 150 })
  expect(amplitudeAt(audio.left, 1150)).toBeCloseTo(0.195, 2)
  expect(amplitudeAt(audio.left, 850)).toBeCloseTo(0.195, 2)
  expect(amplitudeAt(audio.left, 1000)).toBeLessThan(0.001)
})

test('the carrier keeps its pitch to the end of a long clip', () => {
  const audio = sine(0.25 * 44_100, 20 * 44_100)
  audio.left.fill(1)
  ringModulate(audio, { amount: 1, carrierHz: 77 })
  for (let i = 0; i < audio.left.length; i += 997)
    expect(audio.left[i]).toBeCloseTo(1.3 * Math.sin((2 * Math.PI * 77 * i) / 44_100), 5)
})
