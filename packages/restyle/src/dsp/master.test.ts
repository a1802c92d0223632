import { integratedLoudness, truePeakDbtp } from '@retimbre/media'
import { expect, test } from 'vitest'
import { filterStereo, lowPass } from './biquad.ts'
import { type MasterReport, master } from './master.ts'
import { copyOf, isSame, noise, power, sine } from './signals.test.fixture.ts'
import { type StereoAudio, scale, silence } from './stereo.ts'
import { fromDb } from './units.ts'

function mastered(audio: StereoAudio): MasterReport {
  const rounds = master(audio)
  for (;;) {
    const step = rounds.next()
    if (step.done) return step.value
  }
}

/** Three seconds of noise in bursts: 10 dB between its loud and its quiet parts. */
function programme(): StereoAudio {
  const audio = noise(3 * 44_100)
  filterStereo(audio, [lowPass(3000, 0.7)])
  for (let i = 0; i < audio.left.length; i++) {
    const gain = i % 22_050 < 6000 ? 1 : 0.3
    audio.left[i] *= gain
    audio.right[i] *= gain
  }
  return audio
}

test.each([-40, -20, 0, 15])('a programme at %d dB ends at −14 LUFS and below −1 dBTP', (gainDb) => {
  const audio = programme()
  scale(audio, fromDb(gainDb))
  const report = mastered(audio)
  expect(Math.abs(integratedLoudness(audio) + 14)).toBeLessThan(0.5)
  expect(report.loudnessLufs).toBeCloseTo(integratedLoudness(audio), 3)
  expect(truePeakDbtp(audio)).toBeLessThan(-1.05)
  expect(report.loudnessCapped).toBe(false)
})

test('sparse clicks are not limited by more than 7 dB: they stay quieter, and the report says so', () => {
  const audio = silence(3 * 44_100)
  for (let i = 1000; i < audio.left.length; i += 15_000) audio.left[i] = audio.right[i] = 0.9
  const report = mastered(audio)
  expect(report.loudnessCapped).toBe(true)
  expect(report.loudnessLufs).toBeLessThan(-14)
  expect(report.limiterDb).toBeGreaterThan(-8)
  expect(truePeakDbtp(audio)).toBeLessThan(-1)
})

test('silence and near-silence are left alone, and the report says that they are not at −14 LUFS', () => {
  const audio = silence(44_100)
  expect(mastered(audio).loudnessCapped).toBe(true)
  expect(power(audio.left)).toBe(0)
  const whisper = noise(44_100, 1e-5)
  const before = copyOf(whisper)
  expect(mastered(whisper).loudnessCapped).toBe(true)
  expect(isSame(whisper, before)).toBe(true)
})

test('a clip shorter than a loudness block is mastered too', () => {
  const audio = sine(440, 4000, 0.02)
  mastered(audio)
  expect(truePeakDbtp(audio)).toBeLessThan(-1)
  expect(power(audio.left)).toBeGreaterThan(power(sine(440, 4000, 0.02).left))
})
