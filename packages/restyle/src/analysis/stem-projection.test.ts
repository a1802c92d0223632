import { expect, test } from 'vitest'
import { add, silence } from '../dsp/stereo.ts'
import { stemGains } from './stem-projection.ts'
import { noise, samples, sine } from './synthetic.test.fixture.ts'

test('the gains of a mix are found, also of stems that are alike', () => {
  const low = sine(300, 1)
  const high = sine(300.4, 1)
  const hiss = noise(1)
  const mix = silence(samples(1))
  add(mix, low, 0.5)
  add(mix, high, 2)
  add(mix, hiss, -1)
  const [a, b, c] = stemGains(mix, [low, high, hiss])
  expect(a).toBeCloseTo(0.5, 4)
  expect(b).toBeCloseTo(2, 4)
  expect(c).toBeCloseTo(-1, 4)
})
