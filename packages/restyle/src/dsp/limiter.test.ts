import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { limit } from './limiter.ts'
import { isSame } from './signals.test.fixture.ts'
import { type StereoAudio, silence } from './stereo.ts'
import { fromDb, toDb } from './units.ts'

/** An independent meter: four-fold interpolation by a plain Hann-windowed sinc of 128 taps. */
function independentPeak(samples: Float32Array): number {
  const padded = new Float64Array(samples.length + 128)
  padded.set(samples, 63)
  let peak = 0
  for (const sinc of SINCS)
    for (let i = 0; i < samples.length; i++) {
      let sum = 0
      for (let tap = 0; tap < 128; tap++) sum += padded[i + tap] * sinc[tap]
      peak = Math.max(peak, Math.abs(sum))
    }
  return peak
}

const SINCS = [0, 1, 2, 3].map((phase) =>
  Float64Array.from({ length: 128 }, (_, tap) => {
    const distance = tap - 63 - phase / 4
    const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance)
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / 65))
  }),
)

const clips: Readonly<Record<string, (i: number, random: Random) => number>> = {
  'white noise 12 dB over': (_, random) => 3.5 * random.signed(),
  'a 60 Hz tone 9 dB over': (i) => 2.5 * Math.sin((2 * Math.PI * 60 * i) / 44_100),
  'a quarter-rate tone between its samples': (i) => 1.3 * Math.sin((Math.PI / 2) * i + Math.PI / 4),
  'a 15 kHz tone': (i) => 1.8 * Math.sin((2 * Math.PI * 15_000 * i) / 44_100),
  'single clicks': (i) => (i % 3001 === 500 ? 2.4 : 0.05 * Math.sin(i / 9)),
  'square waves': (i) => (i % 200 < 100 ? 1.4 : -1.4),
}

function clip(sample: (i: number, random: Random) => number, length = 8000): StereoAudio {
  const random = new Random(3, 'clip')
  const audio = silence(length)
  for (let i = 0; i < length; i++) {
    audio.left[i] = sample(i, random)
    audio.right[i] = 0.7 * sample(i + 31, random)
  }
  return audio
}

test.each(Object.entries(clips))('%s stays under the ceiling by an independent true-peak meter', (name, sample) => {
  // White noise is full to Nyquist, where even good meters disagree.
  const toleranceDb = name.startsWith('white noise') ? 0.3 : 0.1
  const audio = clip(sample)
  const { minimumGain } = limit(audio, fromDb(-1.2))
  expect(minimumGain).toBeLessThan(0.85)
  for (const channel of [audio.left, audio.right])
    expect(toDb(independentPeak(channel))).toBeLessThan(-1.2 + toleranceDb)
})

test('audio below the ceiling comes back bit for bit', () => {
  const audio = clip((i) => 0.8 * Math.sin(i / 7))
  expect(limit(audio, fromDb(-1)).minimumGain).toBe(1)
  expect(
    isSame(
      audio,
      clip((i) => 0.8 * Math.sin(i / 7)),
    ),
  ).toBe(true)
})

test('the gain is already down when the peak arrives and is back within half a second', () => {
  const tone = (i: number) => 0.2 * Math.sin(i / 9)
  const audio = clip((i) => (i === 5000 ? 2 : tone(i)), 40_000)
  limit(audio, 0.8)
  const gainAt = (from: number) => {
    const part = audio.left.subarray(from, from + 57)
    return (
      part.reduce((sum, x, i) => sum + x * tone(from + i), 0) / part.reduce((sum, _, i) => sum + tone(from + i) ** 2, 0)
    )
  }
  expect(gainAt(4800)).toBeCloseTo(1, 5)
  expect(gainAt(4943)).toBeLessThan(0.75)
  expect(gainAt(5001)).toBeLessThan(0.45)
  expect(gainAt(28_000)).toBeGreaterThan(0.99)
})

test('both channels get the same gain, so that the image does not move', () => {
  const audio = clip((i) => 1.6 * Math.sin(i / 5))
  const before = clip((i) => 1.6 * Math.sin(i / 5))
  limit(audio, 0.5)
  for (let i = 100; i < 7900; i += 37) {
    const gain = audio.left[i] / before.left[i]
    if (Math.abs(before.right[i]) > 0.1 && Math.abs(before.left[i]) > 0.1)
      expect(audio.right[i] / before.right[i]).toBeCloseTo(gain, 4)
  }
})
