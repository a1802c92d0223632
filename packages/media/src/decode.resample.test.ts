import { expect, test } from 'vitest'
import { compiledPackage } from './testing/compiled-package.ts'
import { sine, toneLevelDb } from './testing/tones.ts'
import { wavFile } from './testing/wav-file.ts'

const { decode } = await compiledPackage()

const SAMPLE_RATE_HZ = 48_000

async function convert(frequencyHz: number) {
  const tone = sine({ frequencyHz, seconds: 1, amplitude: 0.5, sampleRateHz: SAMPLE_RATE_HZ })
  const { audio } = await decode(wavFile({ sampleRateHz: SAMPLE_RATE_HZ, channels: [tone], word: 'f32' }))
  return audio.left
}

test('a 23 kHz tone at 48 kHz comes back as an alias below -50 dB', async () => {
  const samples = await convert(23_000)
  expect(toneLevelDb(samples, 44_100 - 23_000) + 6.02).toBeLessThan(-50)
})

test('a 19 kHz tone at 48 kHz stays flat within 0.05 dB', async () => {
  const samples = await convert(19_000)
  expect(Math.abs(toneLevelDb(samples, 19_000) + 6.02)).toBeLessThan(0.05)
})

test('a tone keeps its phase: the resampler adds no delay', async () => {
  const samples = await convert(1_000)
  const expected = sine({ frequencyHz: 1_000, seconds: 1, amplitude: 0.5 })
  const worst = samples.subarray(100, -100).reduce((largest, sample, index) => {
    return Math.max(largest, Math.abs(sample - expected[index + 100]))
  }, 0)
  expect(worst).toBeLessThan(1e-4)
})
