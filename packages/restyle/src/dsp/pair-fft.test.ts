import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { realFft } from './fft.ts'
import { PairFft } from './pair-fft.ts'
import { silence } from './stereo.ts'
import { hannWindow, sineWindow } from './windows.ts'

function noise(length: number) {
  const random = new Random(3, 'pair-fft-test')
  const audio = silence(length)
  for (let i = 0; i < length; i++) {
    audio.left[i] = random.signed()
    audio.right[i] = random.signed()
  }
  return audio
}

test.each([16, 64, 2048, 4096])('splits into the spectra of both channels at size %i', (size) => {
  const audio = noise(size)
  const window = hannWindow(size)
  const pair = new PairFft(size)
  const bins = Array.from({ length: 4 }, () => new Float32Array(pair.bins))
  pair.loadStereo(audio, 0, window)
  pair.forward()
  pair.split(bins[0], bins[1], bins[2], bins[3])
  const power = [new Float32Array(pair.bins), new Float32Array(pair.bins)]
  pair.splitPower(power[0], power[1])
  const re = new Float64Array(pair.bins)
  const im = new Float64Array(pair.bins)
  for (const [channel, signal] of [audio.left, audio.right].entries()) {
    realFft(size).forward(
      Float64Array.from(signal, (value, n) => value * window[n]),
      re,
      im,
    )
    for (let k = 0; k < pair.bins; k++) {
      expect(bins[2 * channel][k]).toBeCloseTo(re[k], 4)
      expect(bins[2 * channel + 1][k]).toBeCloseTo(im[k], 4)
      expect(power[channel][k]).toBeCloseTo(re[k] ** 2 + im[k] ** 2, 1)
    }
  }
})

test.each([
  ['sine', sineWindow, 2, 1],
  ['Hann', hannWindow, 4, 1.5],
] as const)('analysis and synthesis with %s windows give the signal back', (_, windowOf, overlap, sum) => {
  const size = 512
  const audio = noise(5000)
  const back = silence(5000)
  const pair = new PairFft(size)
  const window = windowOf(size)
  const bins = Array.from({ length: 4 }, () => new Float32Array(pair.bins))
  const hop = size / overlap
  for (let start = hop - size; start < 5000; start += hop) {
    pair.loadStereo(audio, start, window)
    pair.forward()
    pair.split(bins[0], bins[1], bins[2], bins[3])
    pair.merge(bins[0], bins[1], bins[2], bins[3])
    pair.inverse()
    pair.overlapAdd(back, start, window, 1 / (size * sum))
  }
  let largest = 0
  for (let i = 0; i < 5000; i++) {
    largest = Math.max(largest, Math.abs(back.left[i] - audio.left[i]), Math.abs(back.right[i] - audio.right[i]))
  }
  expect(largest).toBeLessThan(1e-6)
})

test('two frames of the mid channel are read in one go', () => {
  const size = 256
  const audio = noise(1000)
  const window = hannWindow(size)
  const pair = new PairFft(size)
  const bins = Array.from({ length: 4 }, () => new Float32Array(pair.bins))
  pair.loadMidFrames(audio, 100, 900, window) // the second frame reaches past the end
  pair.forward()
  pair.split(bins[0], bins[1], bins[2], bins[3])
  const re = new Float64Array(pair.bins)
  const im = new Float64Array(pair.bins)
  for (const [index, start] of [100, 900].entries()) {
    const frame = Float64Array.from(window, (weight, n) =>
      start + n < 1000 ? 0.5 * (audio.left[start + n] + audio.right[start + n]) * weight : 0,
    )
    realFft(size).forward(frame, re, im)
    for (let k = 0; k < pair.bins; k++) expect(bins[2 * index][k]).toBeCloseTo(re[k], 4)
  }
})
