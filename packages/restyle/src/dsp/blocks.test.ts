/** What every block promises, whatever it does: see the titles. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addBed, BED_KINDS } from './beds.ts'
import { chorus, flanger } from './chorus.ts'
import { compress } from './compressor.ts'
import { crush } from './crusher.ts'
import { addEchoes } from './delay.ts'
import { setDistance } from './distance.ts'
import { deHarsh, deMud } from './dynamic-band.ts'
import { granulate } from './grains.ts'
import { limit } from './limiter.ts'
import { phaser } from './phaser.ts'
import { pump } from './pump.ts'
import { resonate } from './resonators.ts'
import { reverberate } from './reverb.ts'
import { reverse } from './reversal.ts'
import { ringModulate } from './ring-modulator.ts'
import { sanitise } from './sanitise.ts'
import { saturate } from './saturate.ts'
import { copyOf, isSame, noise } from './signals.test.fixture.ts'
import { rms, type StereoAudio, silence } from './stereo.ts'
import { boundSide } from './stereo-bounds.ts'
import { stutter } from './stutter.ts'
import { autoPan, rhythmicGate, tremolo } from './tremolo.ts'
import { setWidth } from './width.ts'
import { wowFlutter } from './wow-flutter.ts'

/** Three free parameters of 0 … 1 are spread over each block's range. */
interface Draw {
  readonly amount: number
  readonly other: number
  readonly seed: number
}
type Block = (audio: StereoAudio, draw: Draw) => void

const LENGTH = 4000
const beats = (other: number) => Array.from({ length: 8 }, (_, beat) => beat * (0.01 + 0.05 * other))

/** Blocks with an amount; 0 of it must change no bit. */
const amountBlocks: Readonly<Record<string, Block>> = {
  saturate: (audio, { amount, other }) => saturate(audio, { amount, referenceRms: 0.01 + other }),
  'crush bits': (audio, { amount }) => crush(audio, { bitLoss: amount, rateLoss: 0 }),
  'crush rate': (audio, { amount }) => crush(audio, { bitLoss: 0, rateLoss: amount }),
  chorus: (audio, { amount, seed }) => chorus(audio, { amount, seed }),
  flanger: (audio, { amount, seed }) => flanger(audio, { amount, seed }),
  phaser: (audio, { amount, seed }) => phaser(audio, { amount, seed }),
  tremolo: (audio, { amount, other }) => tremolo(audio, { depth: amount, rateHz: 0.1 + 20 * other }),
  autoPan: (audio, { amount, other }) => autoPan(audio, { depth: amount, rateHz: 0.1 + 5 * other }),
  rhythmicGate: (audio, { amount, other }) => rhythmicGate(audio, { depth: amount, rateHz: 1 + 15 * other }),
  ringModulate: (audio, { amount, other }) => ringModulate(audio, { amount, carrierHz: 20 + 2000 * other }),
  wowFlutter: (audio, { amount, seed }) => wowFlutter(audio, { amount, seed }),
  addEchoes: (audio, { amount, other }) =>
    addEchoes(audio, audio, { amount, seconds: 0.001 + 0.2 * other, feedback: 0.1 + 0.75 * other }),
  pump: (audio, { amount, other }) => pump(audio, { amount, kickSeconds: beats(other) }),
  compress: (audio, { amount, other }) => compress(audio, { amount, referenceRms: 0.01 + other }),
  deHarsh: (audio, { amount }) => deHarsh(audio, amount),
  deMud: (audio, { amount }) => deMud(audio, amount),
  'setWidth wide': (audio, { amount, seed }) => setWidth(audio, { width: amount, seed }),
  'setWidth narrow': (audio, { amount, seed }) => setWidth(audio, { width: amount === 0 ? 0 : -amount, seed }),
  setDistance: (audio, { amount }) => setDistance(audio, amount),
  granulate: (audio, { amount, seed }) => granulate(audio, { amount, seed }),
  stutter: (audio, { amount, other, seed }) => stutter(audio, { amount, beatSeconds: beats(other), seed }),
  reverse: (audio, { amount, other, seed }) => reverse(audio, { amount, beatSeconds: beats(other), seed }),
}

const bed: Block = (audio, { amount, other, seed }) =>
  addBed(audio, { kind: BED_KINDS[Math.floor(other * 8.99)], amount, referenceRms: 0.1, seed })

/** Blocks that have no amount, or that sound by themselves. */
const otherBlocks: Readonly<Record<string, Block>> = {
  reverberate: (audio, { amount, other, seed }) => {
    const settings = {
      brightness: 1.6 * other - 0.8,
      size: 0.1 + 1.5 * amount,
      preDelayMs: 180 * other,
      shimmer: amount,
    }
    for (const _ of reverberate(audio, { t60Seconds: 0.15 + 9.85 * other, seed, ...settings }));
  },
  resonate: (audio, { amount, other, seed }) =>
    resonate(audio, {
      kind: (['metal', 'glass', 'wood', 'strings'] as const)[Math.floor(3.99 * amount)],
      rootPitchClass: Math.floor(11.99 * other),
      minor: other < 0.5,
      seed,
    }),
  limit: (audio, { amount }) => {
    limit(audio, 0.01 + amount)
  },
  boundSide: (audio) => boundSide(audio),
  sanitise: (audio) => sanitise(audio),
}

const everyBlock = Object.entries({ ...amountBlocks, ...otherBlocks, addBed: bed })
const draws = fc.record({
  amount: fc.double({ min: 0, max: 1, noNaN: true }),
  other: fc.double({ min: 0, max: 1, noNaN: true }),
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
})
const loudestOf = ({ left, right }: StereoAudio) =>
  Math.max(...[left, right].map((x) => x.reduce((a, b) => Math.max(a, Math.abs(b)), 0)))
const allFinite = ({ left, right }: StereoAudio) => [left, right].every((x) => x.every(Number.isFinite))

test.each(everyBlock)(
  '%s stays finite and bounded for all of its parameters, and repeats itself bit for bit',
  (_, block) => {
    fc.assert(
      fc.property(draws, fc.constantFrom(0.001, 0.3, 1), (draw, gain) => {
        const audio = noise(LENGTH, gain)
        block(audio, draw)
        expect(allFinite(audio)).toBe(true)
        expect(loudestOf(audio)).toBeLessThan(16)
        const again = noise(LENGTH, gain)
        block(again, draw)
        expect(isSame(again, audio)).toBe(true)
      }),
      { seed: 7, numRuns: 20 },
    )
  },
)

test.each([...Object.entries(amountBlocks), ['addBed', bed] as const])('%s at 0 changes no bit', (_, block) => {
  const audio = noise(LENGTH)
  const before = copyOf(audio)
  for (const other of [0, 0.4, 1]) block(audio, { amount: 0, other, seed: 1 })
  expect(isSame(audio, before)).toBe(true)
})

test.each(Object.entries({ ...amountBlocks, ...otherBlocks }))('%s makes nothing out of silence', (_, block) => {
  for (const amount of [0.2, 0.7, 1]) {
    const audio = silence(LENGTH)
    block(audio, { amount, other: 0.6, seed: 1 })
    expect(rms(audio)).toBe(0)
  }
})

test.each(everyBlock)('%s copes with a clip of one sample, and of none', (_, block) => {
  for (const length of [0, 1, 7]) {
    const audio = noise(length)
    block(audio, { amount: 0.8, other: 0.5, seed: 1 })
    expect(allFinite(audio)).toBe(true)
  }
})
