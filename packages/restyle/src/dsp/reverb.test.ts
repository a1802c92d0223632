import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { filterStereo, highPass, lowPass } from './biquad.ts'
import { blendReverb, type ReverbSettings, reverberate } from './reverb.ts'
import { isSame } from './signals.test.fixture.ts'
import { rms, type StereoAudio, silence } from './stereo.ts'

const room: ReverbSettings = { t60Seconds: 1.2, brightness: 0, size: 0.5, preDelayMs: 8, shimmer: 0, seed: 1 }

/** A clap: 30 ms of decaying noise, then nothing. */
function clap(seconds: number): StereoAudio {
  const random = new Random(1, 'clap')
  const audio = silence(Math.round(44_100 * seconds))
  for (let i = 0; i < 1500; i++) audio.left[i] = audio.right[i] = random.signed() * Math.exp(-i / 300)
  return audio
}

function reverberated(audio: StereoAudio, settings: Partial<ReverbSettings>): StereoAudio {
  for (const _ of reverberate(audio, { ...room, ...settings }));
  return audio
}

/** T60 by backward (Schroeder) integration, from the slope between −5 and −35 dB. */
function measuredT60(audio: StereoAudio): number {
  const { left, right } = audio
  const energy = new Float64Array(left.length + 1)
  for (let i = left.length - 1; i >= 0; i--) energy[i] = energy[i + 1] + left[i] ** 2 + right[i] ** 2
  const timeOf = (db: number) => {
    let i = 0
    while (energy[i] > energy[0] * 10 ** (db / 10)) i += 8
    return i / 44_100
  }
  return 2 * (timeOf(-35) - timeOf(-5))
}

const meanPower = (audio: StereoAudio, from: number, to: number) =>
  rms({ left: audio.left.subarray(from, to), right: audio.right.subarray(from, to) }) ** 2

test.each([0.34, 0.69, 1.31, 1.87, 4.32])(
  'the tail of a clap falls by 60 dB in %f s within 20 percent',
  (t60Seconds) => {
    const size = 0.25 + 0.22 * Math.log2(t60Seconds / 0.6)
    for (const brightness of [-0.4, 0.4]) {
      const tail = reverberated(clap(1.3 * t60Seconds + 0.5), { t60Seconds, brightness, size: Math.max(0.1, size) })
      expect(Math.abs(measuredT60(tail) / t60Seconds - 1)).toBeLessThan(0.2)
    }
  },
)

test('treble dies sooner than bass, and sooner still in a dark room', () => {
  const trebleT60 = (brightness: number) => {
    const tail = reverberated(clap(4), { t60Seconds: 2, brightness })
    filterStereo(tail, [highPass(7000, 0.7), highPass(7000, 0.7)])
    return measuredT60(tail)
  }
  const bass = reverberated(clap(4), { t60Seconds: 2 })
  filterStereo(bass, [lowPass(400, 0.7), lowPass(400, 0.7)])
  expect(trebleT60(0)).toBeLessThan(0.8 * measuredT60(bass))
  expect(trebleT60(-0.8)).toBeLessThan(0.7 * trebleT60(0))
  expect(trebleT60(0)).toBeLessThan(0.9 * trebleT60(0.8))
})

test('the longest shimmering room stays bounded under steady noise', () => {
  const random = new Random(2, 'noise')
  const audio = silence(9 * 44_100)
  for (let i = 0; i < audio.left.length; i++) audio.left[i] = audio.right[i] = 0.1 * random.signed()
  reverberated(audio, { t60Seconds: 10, size: 1.6, shimmer: 1, brightness: 0.8 })
  const third = 3 * 44_100
  expect(meanPower(audio, 2 * third, 3 * third) / meanPower(audio, third, 2 * third)).toBeLessThan(1.7)
})

test('shimmer adds the octave above a tone', () => {
  const octavePower = (shimmer: number) => {
    const audio = silence(2 * 44_100)
    for (let i = 0; i < audio.left.length; i++)
      audio.left[i] = audio.right[i] = 0.2 * Math.sin((2 * Math.PI * 440 * i) / 44_100)
    const { left } = reverberated(audio, { shimmer })
    let re = 0
    let im = 0
    for (let i = 44_100; i < 88_200; i++) {
      re += left[i] * Math.cos((2 * Math.PI * 880 * i) / 44_100)
      im += left[i] * Math.sin((2 * Math.PI * 880 * i) / 44_100)
    }
    return re * re + im * im
  }
  expect(octavePower(0.8)).toBeGreaterThan(100 * octavePower(0))
})

test('the two channels of the tail are decorrelated', () => {
  const { left, right } = reverberated(clap(1.5), {})
  let product = 0
  for (let i = 4000; i < left.length; i++) product += left[i] * right[i]
  const energy = (channel: Float32Array) => channel.subarray(4000).reduce((sum, x) => sum + x * x, 0)
  expect(Math.abs(product) / Math.sqrt(energy(left) * energy(right))).toBeLessThan(0.3)
})

test('pre-delay moves the first sound of the room by its milliseconds', () => {
  const firstSound = (preDelayMs: number) =>
    reverberated(clap(0.6), { preDelayMs }).left.findIndex((sample) => Math.abs(sample) > 1e-4)
  // The first line that is heard moves by up to 12 samples meanwhile.
  expect(Math.abs(firstSound(108) - firstSound(8) - 4410)).toBeLessThan(13)
})

test('silence reverberates as silence, and a tail ends in exact zeros', () => {
  expect(rms(reverberated(silence(5000), { shimmer: 1 }))).toBe(0)
  const tail = reverberated(clap(4), { t60Seconds: 0.2 })
  expect(tail.left[tail.left.length - 1]).toBe(0)
})

test('the same seed builds the same room and another seed another', () => {
  const one = reverberated(clap(0.5), { seed: 4 })
  expect(isSame(reverberated(clap(0.5), { seed: 4 }), one)).toBe(true)
  expect(isSame(reverberated(clap(0.5), { seed: 5 }), one)).toBe(false)
})

test('blending no reverb changes no sample; blending more raises its level', () => {
  const tail = reverberated(clap(1), {})
  const blended = (wet: number) => {
    const mix = clap(1)
    blendReverb(mix, tail, wet, 0.1)
    return mix
  }
  expect(isSame(blended(0), clap(1))).toBe(true)
  expect(meanPower(blended(0.3), 9000, 20_000)).toBeLessThan(meanPower(blended(0.7), 9000, 20_000))
})
