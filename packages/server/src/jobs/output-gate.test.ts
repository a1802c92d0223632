import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import { expect, test } from 'vitest'
import { gateOutput } from './output-gate.ts'

const tone = (seconds: number, amplitude: number): StereoAudio => {
  const left = Float32Array.from(
    { length: Math.round(seconds * SAMPLE_RATE_HZ) },
    (_, index) => amplitude * Math.sin(index / 10),
  )
  return { left, right: left.slice() }
}

test('sound of the right length passes untouched', () => {
  const audio = tone(1, 0.5)
  expect(gateOutput(audio, 1, undefined)).toEqual({ audio, warnings: [] })
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('one sample of %d is refused', (value) => {
  const audio = tone(1, 0.5)
  audio.right[20_000] = value
  expect(() => gateOutput(audio, 1, undefined)).toThrow(/not numbers/)
})

test('a result that is a tenth of a second short is refused, and one that is a frame short is not', () => {
  expect(() => gateOutput(tone(0.9, 0.5), 1, undefined)).toThrow(/length/)
  expect(gateOutput(tone(0.99, 0.5), 1, undefined).warnings).toEqual([])
})

test('channels of different lengths are refused', () => {
  const { left } = tone(1, 0.5)
  expect(() => gateOutput({ left, right: left.slice(1) }, 1, undefined)).toThrow(/length/)
})

test('silence is refused unless the source was silent', () => {
  const silence = tone(1, 0)
  expect(() => gateOutput(silence, 1, undefined)).toThrow(/silent/)
  expect(() => gateOutput(silence, 1, tone(1, 0.1))).toThrow(/silent/)
  expect(gateOutput(silence, 1, tone(1, 0)).warnings).toEqual([])
})

test('what is above full scale is turned down to it, and says so', () => {
  const { audio, warnings } = gateOutput(tone(1, 2), 1, undefined)
  expect(Math.max(...audio.left)).toBeLessThanOrEqual(1)
  expect(Math.max(...audio.left)).toBeGreaterThan(0.999)
  expect(warnings).toEqual(['The result was 6.0 dB too loud and was turned down by as much.'])
})
