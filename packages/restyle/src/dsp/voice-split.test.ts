import { expect, test } from 'vitest'
import { stemGains } from '../analysis/stem-projection.ts'
import { noise, samples, sine, songStems } from '../analysis/synthetic.test.fixture.ts'
import { finish } from '../progress.ts'
import { separatePercussive } from './hpss.ts'
import { add, rms, silence } from './stereo.ts'
import { toDb } from './units.ts'
import { estimateVoice } from './voice-split.ts'

test('without the estimated voice, a song loses 6 dB more of its sung line than of its chords', () => {
  const { drums, tonal, voice } = songStems(12)
  const mix = silence(samples(12))
  add(mix, drums, 0.5)
  add(mix, tonal)
  add(mix, voice)
  const percussive = finish(separatePercussive(mix))
  add(mix, percussive, -1)
  add(mix, finish(estimateVoice(mix)), -1)
  add(mix, percussive)
  const [drumGain, tonalGain, voiceGain] = stemGains(mix, [drums, tonal, voice])
  expect(toDb(voiceGain / tonalGain)).toBeLessThan(-6)
  expect(toDb(tonalGain)).toBeGreaterThan(-2.5)
  expect(toDb(drumGain / 0.5)).toBeGreaterThan(-1)
})

test('a steady note is no voice', () => {
  const steady = sine(440, 4)
  const voice = finish(estimateVoice(steady))
  const middle = { left: voice.left.slice(samples(1), samples(3)), right: voice.right.slice(samples(1), samples(3)) }
  expect(toDb(rms(middle) / rms(steady))).toBeLessThan(-40)
})

test('a line that sings on one side only is left there', () => {
  const { voice } = songStems(6)
  const centred = rms(finish(estimateVoice(voice))) / rms(voice)
  voice.right.fill(0)
  expect(centred).toBeGreaterThan(0.5)
  expect(rms(finish(estimateVoice(voice))) / rms(voice)).toBeLessThan(0.01)
})

test.each([0, 1, 100, 2205])('a clip of %i samples gives as many, all finite', (length) => {
  const voice = finish(estimateVoice({ left: noise(1).left.slice(0, length), right: noise(1).right.slice(0, length) }))
  expect(voice.left.length).toBe(length)
  expect(voice.left.every(Number.isFinite)).toBe(true)
})

test('silence has no voice', () => {
  expect(rms(finish(estimateVoice(silence(samples(1)))))).toBe(0)
})
