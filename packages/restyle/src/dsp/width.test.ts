import { expect, test } from 'vitest'
import { filterStereo, lowPass } from './biquad.ts'
import { sideToMid } from './mid-side.ts'
import { copyOf, isSame, noise, power, sine } from './signals.test.fixture.ts'
import { add, type StereoAudio } from './stereo.ts'
import { boundSide } from './stereo-bounds.ts'
import { setWidth } from './width.ts'

const sideDb = (audio: StereoAudio) => 10 * Math.log10(sideToMid(audio))
const mono = (): StereoAudio => {
  const audio = noise(44_100)
  return { left: audio.left, right: audio.left.slice() }
}

test('a mono clip opens up with the width, and −1 makes any clip mono bit for bit', () => {
  const levels = [0.1, 0.4, 0.7, 1].map((width) => {
    const audio = mono()
    setWidth(audio, { width, seed: 1 })
    return sideDb(audio)
  })
  for (let i = 1; i < levels.length; i++) expect(levels[i]).toBeGreaterThan(levels[i - 1] + 2)
  expect(levels[3]).toBeGreaterThan(-9)
  const wide = noise(5000)
  setWidth(wide, { width: -1, seed: 1 })
  expect(wide.left).toEqual(wide.right)
})

test('widening leaves the bass where it was', () => {
  const audio = sine(60, 44_100)
  setWidth(audio, { width: 1, seed: 1 })
  expect(sideDb(audio)).toBeLessThan(-15)
})

test('the mono sum is the same before and after', () => {
  const audio = noise(10_000)
  const before = copyOf(audio)
  setWidth(audio, { width: 1, seed: 2 })
  for (let i = 0; i < 10_000; i += 7)
    expect(audio.left[i] + audio.right[i]).toBeCloseTo(before.left[i] + before.right[i], 5)
})

test('bounds bring independent channels to −4.5 dB of side, and to −9 dB below 150 Hz', () => {
  const audio = noise(88_200)
  const bass = noise(88_200, 1, 7)
  filterStereo(bass, [lowPass(120, 0.7)])
  add(audio, bass, 3)
  boundSide(audio)
  expect(sideDb(audio)).toBeLessThan(-4.49)
  filterStereo(audio, [lowPass(150, 0.54), lowPass(150, 1.31)])
  expect(sideDb(audio)).toBeLessThan(-9)
})

test('a clip within the bounds is not touched', () => {
  const audio = mono()
  add(audio, { left: noise(44_100, 0.05, 3).left, right: new Float32Array(44_100) })
  const before = copyOf(audio)
  boundSide(audio)
  expect(isSame(audio, before)).toBe(true)
})

test('channels in opposite polarity are turned over instead of being silenced', () => {
  const audio = noise(20_000)
  audio.right.set(audio.left.map((x) => -x))
  const level = power(audio.left)
  boundSide(audio)
  expect(power(audio.left)).toBeCloseTo(level, 6)
  expect(isSame(audio, { left: audio.left, right: audio.left })).toBe(true)
})
