import { expect, test } from 'vitest'
import { chordSequence, mono, noise, samples, sine, triad } from '../analysis/synthetic.test.fixture.ts'
import { finish } from '../progress.ts'
import { realFft } from './fft.ts'
import { isSpectrallyNeutral, type SpectralSettings, spectralStage } from './spectral-stage.ts'
import { add, rms, type StereoAudio, silence } from './stereo.ts'
import { swingWarp } from './time-warp.ts'
import { toDb } from './units.ts'
import { hannWindow } from './windows.ts'

const run = (source: StereoAudio, settings: SpectralSettings) => finish(spectralStage(source, settings))

/** Frequency of the strongest partial near `hz`, by interpolation in a spectrum of 32768 samples from `start`. */
function partialHz(audio: StereoAudio, hz: number, start = 22050): number {
  const size = 32768
  const window = hannWindow(size)
  const re = new Float64Array(size / 2 + 1)
  const im = new Float64Array(size / 2 + 1)
  realFft(size).forward(
    Float64Array.from(window, (weight, n) => weight * audio.left[start + n]),
    re,
    im,
  )
  const log = (k: number) => Math.log(re[k] ** 2 + im[k] ** 2 + 1e-20)
  const centre = Math.round((hz * size) / 44100)
  let best = centre
  for (let k = centre - 20; k <= centre + 20; k++) if (log(k) > log(best)) best = k
  const shift = (0.5 * (log(best - 1) - log(best + 1))) / (log(best - 1) - 2 * log(best) + log(best + 1))
  return ((best + shift) * 44100) / size
}

function largestDifference(a: StereoAudio, b: StereoAudio): number {
  let largest = 0
  for (let i = 0; i < a.left.length; i++) {
    largest = Math.max(largest, Math.abs(a.left[i] - b.left[i]), Math.abs(a.right[i] - b.right[i]))
  }
  return largest
}

const cents = (a: number, b: number) => 1200 * Math.log2(a / b)

function threePartials(seconds: number): StereoAudio {
  const audio = sine(220, seconds, 0.2)
  add(audio, sine(440, seconds, 0.2))
  add(audio, sine(1000, seconds, 0.2))
  return audio
}

test('with nothing to do, the source comes back to 1e-6', () => {
  const source = noise(1)
  const output = run(source, { outputLength: source.left.length })
  expect(largestDifference(output, source)).toBeLessThan(1e-6)
})

test.each([0.6, 0.8, 1.25, 2])(
  'stretching by %f keeps 220, 440 and 1000 Hz within 2 cents, and the level',
  (stretch) => {
    const source = threePartials(4)
    const outputLength = Math.round(4 * 44100 * stretch)
    const output = run(source, { outputLength, stretch })
    expect(output.left.length).toBe(outputLength)
    for (const hz of [220, 440, 1000]) expect(Math.abs(cents(partialHz(output, hz), hz))).toBeLessThan(2)
    expect(Math.abs(toDb(rms(output) / rms(source)))).toBeLessThan(0.7)
  },
)

test.each([-5, 3, 7, 12])('transposing by %i semitones is exact and keeps the length', (pitchSemitones) => {
  const source = threePartials(3)
  const output = run(source, { outputLength: source.left.length, pitchSemitones })
  const ratio = 2 ** (pitchSemitones / 12)
  expect(output.left.length).toBe(source.left.length)
  for (const hz of [220, 440, 1000]) expect(Math.abs(cents(partialHz(output, hz * ratio), hz * ratio))).toBeLessThan(1)
})

test('channels in antiphase stay so, and keep their level, when stretched', () => {
  const source = threePartials(2)
  for (let i = 0; i < source.left.length; i++) source.right[i] = -source.left[i]
  const output = run(source, { outputLength: 3 * 44100, stretch: 1.5 })
  for (let i = 0; i < output.left.length; i++) output.right[i] *= -1
  expect(largestDifference(output, { left: output.right, right: output.left })).toBeLessThan(1e-4)
  expect(Math.abs(toDb(rms(output) / rms(source)))).toBeLessThan(1)
})

test('a swung time map moves the middle of the beat and keeps the beats', () => {
  const source = mono(new Float32Array(samples(6)))
  for (let hit = 1; hit < 12; hit++) {
    for (let i = 0; i < 600; i++) source.left[samples(hit * 0.5) + i] = Math.sin(i * 0.3) * (1 - i / 600)
  }
  source.right.set(source.left)
  const warp = swingWarp([0, 1, 2, 3, 4, 5], 1, 0.125)
  const output = run(source, { outputLength: samples(6), warp })
  const energy = (from: number, to: number) =>
    rms({ left: output.left.slice(samples(from), samples(to)), right: output.right.slice(samples(from), samples(to)) })
  expect(energy(2.6, 2.68)).toBeGreaterThan(3 * energy(2.48, 2.56)) // half past two is heard at 2.625
  expect(energy(2.98, 3.06)).toBeGreaterThan(3 * energy(2.8, 2.9))
})

test('full diffusion keeps level and spectrum, and destroys the wave', () => {
  const source = chordSequence([triad(0, false)], 4)
  const output = run(source, { outputLength: source.left.length, diffusion: 1, seed: 4 })
  expect(Math.abs(toDb(rms(output) / rms(source)))).toBeLessThan(2)
  expect(Math.abs(cents(partialHz(output, 261.6), 261.6))).toBeLessThan(70) // one bin of the stage's frame
  let product = 0
  for (let i = 0; i < source.left.length; i++) product += source.left[i] * output.left[i]
  expect(Math.abs(product / (rms(source) * rms(output) * source.left.length))).toBeLessThan(0.2)
})

test('diffusion leaves the bass in the middle', () => {
  const output = run(sine(60, 3), { outputLength: samples(3), diffusion: 0.9, width: 1 })
  let side = 0
  let mid = 0
  for (let i = 0; i < output.left.length; i++) {
    side += (output.left[i] - output.right[i]) ** 2
    mid += (output.left[i] + output.right[i]) ** 2
  }
  expect(10 * Math.log10(side / mid)).toBeLessThan(-25)
})

test('smear lets a sound ring after its end', () => {
  const source = silence(samples(4))
  source.left.set(sine(500, 1).left)
  source.right.set(source.left)
  const after = (audio: StereoAudio) =>
    rms({ left: audio.left.slice(samples(2)), right: audio.right.slice(samples(2)) })
  expect(after(run(source, { outputLength: samples(4), smear: 0.8 }))).toBeGreaterThan(0.02)
})

test('noise reduction lowers noise by 6 dB and more, and a steady note by less than 1 dB', () => {
  const hiss = noise(5, 0.03)
  const source = sine(1000, 5, 0.3)
  add(source, hiss)
  const output = run(source, { outputLength: samples(5), denoise: 1 })
  const tail = (audio: StereoAudio) => ({ left: audio.left.slice(samples(2)), right: audio.right.slice(samples(2)) })
  expect(toDb(rms(tail(output)) / rms(tail(source)))).toBeGreaterThan(-1)
  expect(toDb(rms(tail(run(hiss, { outputLength: samples(5), denoise: 1 }))) / rms(tail(hiss)))).toBeLessThan(-6)
})

test('reverb reduction shortens an exponential tail and leaves the attack', () => {
  const source = noise(2, 0.3)
  for (let i = 0; i < source.left.length; i++) {
    const gain = Math.exp(-i / (0.35 * 44100))
    source.left[i] *= gain
    source.right[i] *= gain
  }
  const output = run(source, { outputLength: samples(2), dereverb: 1 })
  const part = (audio: StereoAudio, from: number, to: number) =>
    rms({ left: audio.left.slice(samples(from), samples(to)), right: audio.right.slice(samples(from), samples(to)) })
  expect(toDb(part(output, 0.8, 1.5) / part(source, 0.8, 1.5))).toBeLessThan(-2)
  expect(toDb(part(output, 0.02, 0.1) / part(source, 0.02, 0.1))).toBeGreaterThan(-1.5)
})

/** A buzz on 110 Hz with one resonance. */
function vowel(formantHz: number, hz = 110): StereoAudio {
  const signal = new Float32Array(samples(2))
  for (let partial = 1; partial * hz < 8000; partial++) {
    const level = 0.1 / (1 + ((partial * hz - formantHz) / 150) ** 2) + 0.0005
    for (let i = 0; i < signal.length; i++) signal[i] += level * Math.sin((2 * Math.PI * partial * hz * i) / 44100)
  }
  return mono(signal)
}

/** Power-weighted mean frequency. */
function balanceHz(audio: StereoAudio): number {
  const size = 32768
  const re = new Float64Array(size / 2 + 1)
  const im = new Float64Array(size / 2 + 1)
  realFft(size).forward(
    Float64Array.from(hannWindow(size), (weight, n) => weight * audio.left[22050 + n]),
    re,
    im,
  )
  let sum = 0
  let weighted = 0
  for (let k = 0; k < re.length; k++) {
    const power = re[k] ** 2 + im[k] ** 2
    sum += power
    weighted += (power * k * 44100) / size
  }
  return weighted / sum
}

test('formants move by the semitones asked for while the partials stay', () => {
  const source = vowel(900)
  const output = run(source, { outputLength: samples(2), formantSemitones: 5 })
  expect(balanceHz(output) / balanceHz(source)).toBeGreaterThan(1.22) // 2^(5/12) = 1.33 for an envelope known exactly
  expect(balanceHz(output) / balanceHz(source)).toBeLessThan(1.45)
  expect(Math.abs(cents(partialHz(output, 1210), 1210))).toBeLessThan(1)
})

test('formants can be held while the pitch moves', () => {
  const source = vowel(900)
  const moved = run(source, { outputLength: samples(2), pitchSemitones: 5 })
  const held = run(source, { outputLength: samples(2), pitchSemitones: 5, keepFormants: true })
  expect(balanceHz(moved) / balanceHz(source)).toBeGreaterThan(1.28)
  expect(balanceHz(held) / balanceHz(source)).toBeLessThan(1.15)
  expect(balanceHz(held) / balanceHz(source)).toBeGreaterThan(0.9)
})

test('a vocoded voice sounds at the pitch of the carrier, whatever the transposition', () => {
  const carrier = vowel(600, 200).left
  for (const pitchSemitones of [0, 4]) {
    const output = run(vowel(900), { outputLength: samples(2), pitchSemitones, vocoder: { carrier, amount: 1 } })
    expect(Math.abs(cents(partialHz(output, 800), 800))).toBeLessThan(4)
    expect(rms(output)).toBeGreaterThan(0.02)
  }
})

const EVERYTHING: Omit<SpectralSettings, 'outputLength'> = {
  stretch: 1.3,
  pitchSemitones: 2,
  formantSemitones: -3,
  diffusion: 0.4,
  smear: 0.3,
  breath: 0.2,
  denoise: 0.5,
  dereverb: 0.5,
  width: 0.5,
  vocoder: { carrier: new Float32Array(5000).fill(0.1), amount: 0.4 },
}

test('the same seed gives the same bits, another seed others', () => {
  const source = chordSequence([triad(4, true)], 1)
  const settings = { ...EVERYTHING, outputLength: 44100 }
  const first = run(source, { ...settings, seed: 9 })
  expect(largestDifference(first, run(source, { ...settings, seed: 9 }))).toBe(0)
  expect(largestDifference(first, run(source, { ...settings, seed: 10 }))).toBeGreaterThan(0.001)
})

test.each([0, 1, 300, 2205])('a source of %i samples gives finite sound of the length asked for', (length) => {
  const source = { left: noise(0.1).left.slice(0, length), right: noise(0.1).right.slice(0, length) }
  const output = run(source, { ...EVERYTHING, outputLength: 3000 })
  expect(output.left.length).toBe(3000)
  expect([...output.left, ...output.right].every(Number.isFinite)).toBe(true)
})

test('silence in is silence out', () => {
  const output = run(silence(44100), { ...EVERYTHING, outputLength: 44100 })
  expect(rms(output)).toBeLessThan(1e-6)
})

test('progress comes at least every four seconds of sound, and rises', () => {
  const fractions = [...spectralStage(silence(samples(30)), { outputLength: samples(30), stretch: 1.01 })]
  expect(fractions.length).toBeGreaterThanOrEqual(7)
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
})

test('neutral settings are known as such', () => {
  expect(isSpectrallyNeutral({ outputLength: 1 })).toBe(true)
  expect(isSpectrallyNeutral({ outputLength: 1, stretch: 1.1 })).toBe(false)
  expect(isSpectrallyNeutral({ outputLength: 1, formantSemitones: 2 })).toBe(false)
  expect(isSpectrallyNeutral({ outputLength: 1, breath: 0.1 })).toBe(false)
})
