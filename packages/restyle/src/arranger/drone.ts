import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import { midiToHz } from '../dsp/units.ts'
import { playEnsemble } from './ensemble-player.ts'
import { ENSEMBLES } from './ensembles.ts'
import type { Performance } from './performance.ts'
import { sineOfTurns } from './wavetable.ts'

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
/** 64 samples: the level of a partial moves in steps that small. */
const BLOCK = 64
/** A drone takes this long to be there, and as long to leave. */
const FADE_SECONDS = 2

export function drone(performance: Performance, layer: StereoAudio): void {
  const { request, durationSeconds, random } = performance
  const root = LOWEST_ROOT + ((request.key.root - LOWEST_ROOT + 120) % 12) + request.tuningSemitones
  const notes = [root + 12, root + 19, root + 24]
  const swell = (seconds: number) => 0.9 + 0.3 * sineOfTurns(seconds / 23)
  playEnsemble(layer, ENSEMBLES.dark, [{ from: 0, to: durationSeconds, notes }], swell, random)
  for (const [ratio, gain] of PARTIALS) {
    const drift = { hz: random.range(0.03, 0.11), phase: random.unit() }
    const hz = midiToHz(root + 12) * ratio
    for (const [side, samples] of [layer.left, layer.right].entries()) {
      // Below 80 Hz both sides are the same: a wide sub is a weak one.
      const wide = hz > 80 ? side : 0
      addSwelling(samples, hz * (1 + 0.0008 * wide), gain, { hz: drift.hz, phase: drift.phase + 0.17 * wide })
    }
  }
}

/** A sine by rotation, its level following a slow wave. */
function addSwelling(samples: Float32Array, hz: number, gain: number, drift: { hz: number; phase: number }): void {
  const step = (2 * Math.PI * hz) / SAMPLE_RATE_HZ
  const cos = Math.cos(step)
  const sin = Math.sin(step)
  const fade = Math.min(FADE_SECONDS, samples.length / SAMPLE_RATE_HZ / 4)
  const total = samples.length / SAMPLE_RATE_HZ
  const levelAt = (seconds: number) => {
    const edge = Math.min(1, seconds / fade, Math.max(0, total - seconds) / fade)
    return gain * edge * (0.6 + 0.4 * sineOfTurns(drift.hz * seconds + drift.phase))
  }
  let x = 1
  let y = 0
  let level = levelAt(0)
  for (let start = 0; start < samples.length; start += BLOCK) {
    const end = Math.min(samples.length, start + BLOCK)
    const slope = (levelAt(end / SAMPLE_RATE_HZ) - level) / BLOCK
    for (let i = start; i < end; i++) {
      samples[i] += level * y
      level += slope
      const turned = x * cos - y * sin
      y = x * sin + y * cos
      x = turned
    }
    // Rounding must not let the circle grow over minutes.
    const radius = Math.hypot(x, y)
    x /= radius
    y /= radius
  }
}
