import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { bandPass, filter, filterStereo, highShelf, lowShelf, magnitudeDb, peaking } from './biquad.ts'
import { type StereoAudio, silence } from './stereo.ts'
import { fitTone } from './tone-match.ts'

const bandHz = Array.from({ length: 29 }, (_, band) => 1000 * 2 ** ((band - 15) / 3))
const flat = bandHz.map(() => 0)

/** Energy per third octave by band-pass filters, in dB. */
function spectrumOf(audio: StereoAudio): number[] {
  return bandHz.map((hz) => {
    const band = audio.left.slice()
    filter(band, bandPass(hz, 4.3))
    return 10 * Math.log10(band.reduce((sum, x) => sum + x * x, 1e-12) / hz)
  })
}

function noise(): StereoAudio {
  const random = new Random(5, 'noise')
  const audio = silence(22_050)
  for (let i = 0; i < 22_050; i++) audio.left[i] = audio.right[i] = 0.3 * random.signed()
  return audio
}

test('each pass removes about 22 percent of what can be removed, and more passes never make it worse', () => {
  const measured = bandHz.map((hz) => magnitudeDb(lowShelf(300, 6), hz) + magnitudeDb(peaking(2500, 1, -5), hz))
  const { residualsDb } = fitTone(measured, { bandHz, targetDb: flat, fromHz: 40, toHz: 14_000, passes: 100 })
  expect(residualsDb).toHaveLength(101)
  for (let pass = 1; pass < residualsDb.length; pass++)
    expect(residualsDb[pass]).toBeLessThanOrEqual(residualsDb[pass - 1])
  for (let pass = 1; pass < 5; pass++) expect(residualsDb[pass] / residualsDb[pass - 1]).toBeCloseTo(0.78, 1)
  expect(residualsDb[16] - residualsDb[100]).toBeLessThan(0.15 * residualsDb[0])
  expect(residualsDb[100]).toBeLessThan(0.2 * residualsDb[0])
})

test('the measured spectrum of real samples comes closer to its target with more passes', () => {
  const target = spectrumOf(noise())
  const distance = (audio: StereoAudio) => {
    const difference = spectrumOf(audio)
      .map((db, band) => db - target[band])
      .slice(2, 27)
    const mean = difference.reduce((sum, db) => sum + db, 0) / difference.length
    return Math.sqrt(difference.reduce((sum, db) => sum + (db - mean) ** 2, 0) / difference.length)
  }
  let last = Number.POSITIVE_INFINITY
  for (const passes of [0, 1, 4, 16, 32]) {
    const audio = noise()
    filterStereo(audio, [highShelf(3000, -8), peaking(400, 1, 5)])
    const match = fitTone(spectrumOf(audio), { bandHz, targetDb: target, fromHz: 50, toHz: 13_000, passes })
    filterStereo(audio, match.sections)
    expect(distance(audio)).toBeLessThan(last)
    last = distance(audio)
  }
  expect(last).toBeLessThan(1)
})

test('a target that is already met needs no section', () => {
  const measured = spectrumOf(noise())
  const { sections } = fitTone(measured, { bandHz, targetDb: measured, fromHz: 40, toHz: 14_000, passes: 8 })
  expect(sections).toEqual([])
})

test('an empty band does not break the fit, and no section exceeds 9 dB', () => {
  const measured = bandHz.map((hz) => (hz > 5000 ? -120 : 0))
  const { sections } = fitTone(measured, { bandHz, targetDb: flat, fromHz: 40, toHz: 14_000, passes: 100 })
  for (const section of sections) for (const hz of bandHz) expect(magnitudeDb(section, hz)).toBeLessThan(9.2)
})
