import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import { midiToHz } from '../dsp/units.ts'
import { playEnsemble } from './ensemble-player.ts'
import { ENSEMBLES } from './ensembles.ts'
import { Doubler } from './half-rate.ts'
import { phaseOf, runTable } from './oscillator.ts'
import type { Performance } from './performance.ts'
import { SINE, sineOfTurns } from './wavetable.ts'

/**
 * One chord without a third for the whole piece, that never stands still: under a dark ensemble every partial swells
 * and ebbs at its own pace.
 */
const PARTIALS = [
  [0.5, 0.3],
  [1, 0.3],
  [1.5, 0.12],
  [2, 0.16],
  [3, 0.08],
  [4, 0.06],
  [6, 0.035],
] as const

/** C2 … B2, but E and above an octave lower: the root lies between E1 and D♯2. */
const LOWEST_ROOT = 28
/** Partials are rendered at half rate in blocks of 6 ms; their level moves once a block. */
const RATE_HZ = SAMPLE_RATE_HZ / 2
const BLOCK = 128
/** A drone takes this long to be there, and as long to leave. */
const FADE_SECONDS = 2

export function drone(performance: Performance, layer: StereoAudio): void {
  const { request, durationSeconds, random } = performance
  const root = LOWEST_ROOT + ((request.key.root - LOWEST_ROOT + 120) % 12) + request.tuningSemitones
  const notes = [root + 12, root + 19, root + 24]
  const brightness = (seconds: number) => 0.9 + 0.3 * sineOfTurns(seconds / 23)
  playEnsemble(layer, ENSEMBLES.dark, [{ from: 0, to: durationSeconds, notes }], brightness, random)
  const partials = PARTIALS.map(([ratio, gain]) => ({
    hz: midiToHz(root + 12) * ratio,
    gain,
    driftHz: random.range(0.03, 0.11),
    driftPhase: random.unit(),
  }))
  for (const [side, samples] of [layer.left, layer.right].entries()) addPartials(samples, partials, side)
}

interface Swelling {
  readonly hz: number
  readonly gain: number
  readonly driftHz: number
  readonly driftPhase: number
}

/** The partials of one side, each a table's sine whose level follows a slow wave of its own. */
function addPartials(samples: Float32Array, partials: readonly Swelling[], side: number): void {
  const total = samples.length / SAMPLE_RATE_HZ
  const fade = Math.min(FADE_SECONDS, total / 4)
  const doubler = new Doubler(samples, BLOCK)
  const block = new Float32Array(BLOCK)
  // Below 80 Hz both sides are the same: a wide sub is a weak one.
  const voices = partials.map((partial) => ({ ...partial, wide: partial.hz > 80 ? side : 0, phase: 0 }))
  const edgeAt = (seconds: number) => Math.max(0, Math.min(1, seconds / fade, (total - seconds) / fade))
  for (let start = 0; start < samples.length / 2 + BLOCK; start += BLOCK) {
    const now = start / RATE_HZ
    const next = (start + BLOCK) / RATE_HZ
    block.fill(0)
    for (const voice of voices) {
      const level = edgeAt(now) * swell(voice, now)
      const slope = (edgeAt(next) * swell(voice, next) - level) / BLOCK
      const step = phaseOf((voice.hz * (1 + 0.0008 * voice.wide)) / RATE_HZ)
      voice.phase = runTable(block, 0, BLOCK, SINE, voice.phase, step, level, slope)
    }
    doubler.write(block)
  }
}

const swell = ({ gain, driftHz, driftPhase, wide }: Swelling & { wide: number }, seconds: number): number =>
  gain * (0.6 + 0.4 * sineOfTurns(driftHz * seconds + driftPhase + 0.17 * wide))
