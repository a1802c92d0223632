import { expect, test } from 'vitest'
import { sine } from '../analysis/synthetic.test.fixture.ts'
import { resample } from './resample.ts'
import { rms } from './stereo.ts'
import { toDb } from './units.ts'

test.each([0.5, 0.84, 1, 1.19, 2])('a sine read at step %f is a sine of that pitch, to −70 dB', (step) => {
  const output = resample(sine(1000, 1, 1), step, 20000)
  let worst = 0
  for (let k = 100; k < 19900; k++) {
    worst = Math.max(worst, Math.abs(output.left[k] - Math.sin((2 * Math.PI * 1000 * step * k) / 44100)))
  }
  expect(toDb(worst)).toBeLessThan(-70)
})

test('what would fold back over the new Nyquist frequency is taken out', () => {
  const { left } = resample(sine(16000, 1, 1), 2, 20000)
  const middle = left.slice(100, -100)
  expect(toDb(rms({ left: middle, right: middle }) / rms(sine(16000, 1, 1)))).toBeLessThan(-60)
})

test('beyond the end is silence', () => {
  const output = resample(sine(1000, 0.01), 1, 1000)
  expect(output.left.slice(500).every((value) => value === 0)).toBe(true)
})
