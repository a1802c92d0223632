import { expect, test } from 'vitest'
import { activeRms } from './active-level.ts'
import { sine } from './signals.test.fixture.ts'
import { rms, silence } from './stereo.ts'

test('pauses do not lower the level of what plays', () => {
  const audio = sine(441, 44_100)
  const playing = rms(audio)
  audio.left.fill(0, 11_025)
  audio.right.fill(0, 11_025)
  expect(activeRms(audio)).toBeCloseTo(playing, 3)
  expect(rms(audio)).toBeLessThan(0.6 * playing)
  expect(activeRms(silence(5000))).toBe(0)
})
