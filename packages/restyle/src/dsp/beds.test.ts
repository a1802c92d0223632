import { expect, test } from 'vitest'
import { addBed, BED_KINDS, type BedKind } from './beds.ts'
import { amplitudeAt, copyOf, isSame, noise, power, sine } from './signals.test.fixture.ts'
import { rms, type StereoAudio, silence } from './stereo.ts'

/** What a bed adds to a mix. */
function bedUnder(mix: StereoAudio, kind: BedKind, amount: number, seed = 1): StereoAudio {
  const before = copyOf(mix)
  addBed(mix, { kind, amount, referenceRms: 0.1, seed })
  return { left: mix.left.map((x, i) => x - before.left[i]), right: mix.right.map((x, i) => x - before.right[i]) }
}
const peak = ({ left }: StereoAudio) => left.reduce((highest, x) => Math.max(highest, Math.abs(x)), 0)

test.each(BED_KINDS)('the bed %s rises with its amount and stays bounded by RMS and by peak', (kind) => {
  const mixRms = rms(sine(440, 30_000))
  let last = 0
  for (const amount of [0.1, 0.4, 0.8, 1]) {
    const bed = bedUnder(sine(440, 30_000), kind, amount)
    expect(rms(bed)).toBeGreaterThan(last)
    expect(rms(bed)).toBeLessThan(mixRms * 10 ** ((-33.9 + 28 * amount) / 20))
    expect(peak(bed)).toBeLessThan(mixRms * (0.51 + 1.5 * amount))
    last = rms(bed)
  }
})

test('under silence a bed keeps to its low level', () => {
  for (const kind of BED_KINDS) {
    const bed = bedUnder(silence(30_000), kind, 0.5)
    expect(rms(bed)).toBeGreaterThan(0)
    expect(rms(bed)).toBeLessThan(0.02 * 10 ** (-19 / 20))
  }
})

test('hiss is bright, rumbling fire and wind are dark, hum stands at 50 Hz', () => {
  const brightness = (kind: BedKind) => {
    const { left } = bedUnder(silence(40_000), kind, 1)
    const slope = left.map((x, i) => (i === 0 ? 0 : x - left[i - 1]))
    return power(slope) / power(left)
  }
  expect(brightness('hiss')).toBeGreaterThan(0.5)
  expect(brightness('rain')).toBeGreaterThan(10 * brightness('wind'))
  expect(brightness('thunder')).toBeLessThan(0.01)
  const { left } = bedUnder(silence(88_200), 'hum', 1)
  expect(amplitudeAt(left, 50)).toBeGreaterThan(1.3 * amplitudeAt(left, 100))
})

test('a bed under a clip of more than 24 s goes on without a seam', () => {
  for (const kind of ['hiss', 'hum', 'wind'] as const) {
    const { left } = bedUnder(silence(26 * 44_100), kind, 1)
    const seam = 24 * 44_100
    const largestStep = (from: number, to: number) => {
      let largest = 0
      for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(left[i] - left[i - 1]))
      return largest
    }
    expect(largestStep(seam - 50, seam + 50)).toBeLessThan(1.2 * largestStep(1, seam - 100))
    expect(power(left, seam, seam + 20_000)).toBeGreaterThan(0.1 * power(left, 0, seam))
  }
})

test('the seed decides the noise', () => {
  const mix = () => noise(20_000)
  expect(isSame(bedUnder(mix(), 'vinyl', 0.5, 1), bedUnder(mix(), 'vinyl', 0.5, 1))).toBe(true)
  expect(isSame(bedUnder(mix(), 'vinyl', 0.5, 1), bedUnder(mix(), 'vinyl', 0.5, 2))).toBe(false)
})
