import { expect, test } from 'vitest'
import { realFft } from '../../dsp/fft.ts'
import { SAMPLE_RATE_HZ } from '../../dsp/stereo.ts'
import type { DrumVoice } from '../grooves.ts'
import { fingerprint, peakOf } from '../layers.test.fixture.ts'
import { OneShots } from '../one-shots.ts'
import { drumHit, TAKES } from './drum-hit.ts'
import { KITS, type KitName } from './kits.ts'

const shots = new OneShots()
const KIT_NAMES = Object.keys(KITS) as KitName[]
const SIZE = 32_768

/** Where the power of each voice has its centre, in Hz, in any kit. */
const REGIONS: Record<DrumVoice, readonly [from: number, to: number]> = {
  kick: [35, 200],
  snare: [400, 9000],
  clap: [900, 4500],
  closedHat: [5000, 16_000],
  openHat: [5000, 16_000],
  ride: [3000, 14_000],
  crash: [4000, 15_000],
  rim: [400, 3500],
  shaker: [6000, 16_000],
  tom: [150, 500],
  bigTom: [80, 300],
  bongo: [250, 900],
  cowbell: [500, 1800],
}
const VOICES = Object.keys(REGIONS) as DrumVoice[]

function centroidHz(samples: Float32Array): number {
  const padded = new Float32Array(SIZE)
  padded.set(samples.subarray(0, SIZE))
  const fft = realFft(SIZE)
  const re = new Float64Array(fft.bins)
  const im = new Float64Array(fft.bins)
  fft.forward(padded, re, im)
  let weighted = 0
  let total = 0
  for (let k = 0; k < fft.bins; k++) {
    const power = re[k] ** 2 + im[k] ** 2
    weighted += power * ((k * SAMPLE_RATE_HZ) / SIZE)
    total += power
  }
  return weighted / total
}

test.each(KIT_NAMES)('every voice of the %s kit lies in its region of the spectrum', (kit) => {
  for (const voice of VOICES) {
    const centroid = centroidHz(drumHit(shots, kit, voice, 0))
    expect(centroid, voice).toBeGreaterThan(REGIONS[voice][0])
    expect(centroid, voice).toBeLessThan(REGIONS[voice][1])
  }
})

test('hits are finite, begin and end at 0, and peak between 0.1 and 2', () => {
  for (const kit of KIT_NAMES) {
    for (const voice of VOICES) {
      const samples = drumHit(shots, kit, voice, 1)
      const name = `${kit} ${voice}`
      expect(samples.every(Number.isFinite), name).toBe(true)
      expect(samples[0], name).toBeCloseTo(0, 6)
      expect(Math.abs(samples[samples.length - 1]), name).toBeLessThan(1e-6)
      expect(peakOf(samples.subarray(-20)), name).toBeLessThan(0.01 * peakOf(samples))
      expect(peakOf(samples), name).toBeGreaterThan(0.1)
      expect(peakOf(samples), name).toBeLessThan(2)
    }
  }
})

test('a kick is heard within 15 ms and is 30 dB down within its length', () => {
  for (const kit of KIT_NAMES) {
    const samples = drumHit(shots, kit, 'kick', 0)
    const early = peakOf(samples.subarray(0, Math.round(0.015 * SAMPLE_RATE_HZ)))
    expect(early, kit).toBeGreaterThan(0.5 * peakOf(samples))
    expect(peakOf(samples.subarray(-2500)), kit).toBeLessThan(0.0316 * peakOf(samples))
  }
})

test('the takes of a voice differ, and each is the same whenever it is rendered', () => {
  for (const voice of VOICES) {
    const takes = Array.from({ length: TAKES }, (_, take) => drumHit(new OneShots(), 'acoustic', voice, take))
    const prints = takes.map((take) => fingerprint({ left: take, right: take }))
    expect(new Set(prints).size, voice).toBe(TAKES)
    const again = drumHit(shots, 'acoustic', voice, 1)
    expect(fingerprint({ left: again, right: again }), voice).toBe(prints[1])
  }
})
