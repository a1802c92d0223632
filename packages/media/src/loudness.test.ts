import { expect, test } from 'vitest'
import { SAMPLE_RATE_HZ, type StereoAudio } from './audio.ts'
import { headShelf, rumbleHighPass } from './k-weighting.ts'
import { integratedLoudness } from './loudness.ts'
import { sine, stereoSine } from './testing/tones.ts'

/** A stereo 997 Hz sine whose level changes from part to part, as EBU Tech 3341 describes its test signals. */
function steps(parts: readonly (readonly [levelDbfs: number, seconds: number])[]): StereoAudio {
  const left = new Float32Array(parts.reduce((total, [, seconds]) => total + Math.round(seconds * SAMPLE_RATE_HZ), 0))
  let filled = 0
  for (const [level, seconds] of parts) {
    const piece = sine({ frequencyHz: 997, seconds, amplitude: 10 ** (level / 20) })
    left.set(piece, filled)
    filled += piece.length
  }
  return { left, right: left }
}

test('at 48 kHz the filters are those printed in BS.1770', () => {
  const shelf = headShelf(48_000)
  expect(shelf.b0).toBeCloseTo(1.53512485958697, 10)
  expect(shelf.b1).toBeCloseTo(-2.69169618940638, 10)
  expect(shelf.b2).toBeCloseTo(1.19839281085285, 10)
  expect(shelf.a1).toBeCloseTo(-1.69065929318241, 10)
  expect(shelf.a2).toBeCloseTo(0.73248077421585, 10)
  const highPass = rumbleHighPass(48_000)
  expect(highPass.a1).toBeCloseTo(-1.99004745483398, 10)
  expect(highPass.a2).toBeCloseTo(0.99007225036621, 10)
})

test('a full-scale 997 Hz sine in one channel reads -3.01 LUFS, in both channels 0.00', () => {
  const both = stereoSine({ frequencyHz: 997, seconds: 5 })
  expect(integratedLoudness({ left: both.left, right: new Float32Array(both.left.length) })).toBeCloseTo(-3.01, 1)
  expect(integratedLoudness(both)).toBeCloseTo(0, 1)
})

test('loudness follows gain exactly', () => {
  const loud = integratedLoudness(stereoSine({ frequencyHz: 400, seconds: 3, amplitude: 0.5 }))
  const soft = integratedLoudness(stereoSine({ frequencyHz: 400, seconds: 3, amplitude: 0.05 }))
  expect(loud - soft).toBeCloseTo(20, 4)
})

test('EBU 3341 case 1: -23 dBFS stereo reads -23 LUFS', () => {
  expect(Math.abs(integratedLoudness(steps([[-23, 20]])) + 23)).toBeLessThan(0.1)
})

test('EBU 3341 case 3: the relative gate drops parts that are 13 dB softer', () => {
  const loudness = integratedLoudness(
    steps([
      [-36, 10],
      [-23, 60],
      [-36, 10],
    ]),
  )
  expect(Math.abs(loudness + 23)).toBeLessThan(0.1)
})

test('EBU 3341 case 4: the absolute gate drops parts below -70 LUFS', () => {
  const loudness = integratedLoudness(
    steps([
      [-72, 10],
      [-36, 10],
      [-23, 60],
      [-36, 10],
      [-72, 10],
    ]),
  )
  expect(Math.abs(loudness + 23)).toBeLessThan(0.1)
})

test('EBU 3341 case 5: parts within the gate are averaged by power', () => {
  const loudness = integratedLoudness(
    steps([
      [-26, 20],
      [-20, 20.1],
      [-26, 20],
    ]),
  )
  expect(Math.abs(loudness + 23)).toBeLessThan(0.1)
})

test('silence and an empty clip have no loudness', () => {
  const silence = new Float32Array(44_100)
  expect(integratedLoudness({ left: silence, right: silence })).toBe(Number.NEGATIVE_INFINITY)
  const nothing = new Float32Array(0)
  expect(integratedLoudness({ left: nothing, right: nothing })).toBe(Number.NEGATIVE_INFINITY)
})

test.each([0.38, 0.45, 0.488, 0.59, 2.95])('a burst at the very end of a clip of %d s is heard', (seconds) => {
  const samples = new Float32Array(Math.round(seconds * SAMPLE_RATE_HZ))
  const burst = sine({ frequencyHz: 997, seconds: 0.04 })
  samples.set(burst, samples.length - burst.length)
  const loudness = integratedLoudness({ left: samples, right: samples })
  // A full-scale tone for 40 ms of a block of 300 to 400 ms.
  expect(loudness).toBeGreaterThan(10 * Math.log10(0.04 / 0.4) - 0.5)
  expect(loudness).toBeLessThan(10 * Math.log10(0.04 / 0.3) + 0.5)
})

test('a sample that is not a finite number makes the loudness NaN, not a number that looks honest', () => {
  for (const broken of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const { left, right } = stereoSine({ frequencyHz: 997, seconds: 1 })
    left[22_050] = broken
    expect(integratedLoudness({ left, right })).toBeNaN()
  }
})

test('a clip shorter than one block is still measured', () => {
  expect(Math.abs(integratedLoudness(stereoSine({ frequencyHz: 997, seconds: 0.3 })))).toBeLessThan(0.2)
})
