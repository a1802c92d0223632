/**
 * How much faster the clip plays and how far it is transposed. Source: specification of the restyle engine, 1.5.
 */
import { KEY_CONFIDENCE, type Key, type SourceFacts } from '../analysis/facts.ts'
import { clamp } from '../dsp/units.ts'
import type { LiteralSettings } from '../prompt/literal-settings.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import type { Reading } from '../prompt/reader.ts'
import { effectDepth, settingEntry } from './depth.ts'

/** Below this confidence a clip has no tempo. */
const TEMPO_CONFIDENCE = 0.2
const FEWEST_BEATS = 8
/** A requested tempo is reached by at most this ratio; beyond it the clip is played at half or double of it. */
const SLOWEST_FOLD = 0.7
const FASTEST_FOLD = 1.42
/** How far a genre may pull a clip into its usual range. */
const GENRE_RATIO = { min: 0.78, max: 1.28 }
/** A tempo word beats the genre's range when it asks for at least this much (log2). */
const TEMPO_WORD = 0.12
const SLOWEST_RATIO = 0.35
/** No clip is played faster: it decides how much of a source can be needed. */
export const FASTEST_RATIO = 2.2
/** A smaller change of tempo would cost a stretch that nobody hears. */
const NEGLIGIBLE_RATIO = 0.004
const FALLBACK_BPM = 92

export interface TempoPlan {
  /** Output tempo over source tempo. */
  readonly ratio: number
  /** The clip's beats can be trusted. */
  readonly hasTempo: boolean
  /** Tempo of the output's grid. */
  readonly gridBpm: number
}

export function tempoPlan(request: {
  readonly facts: SourceFacts
  readonly reading: Reading
  readonly fullPlan: Plan
  readonly plan: Plan
  readonly noiseLevel: number
}): TempoPlan {
  const { facts, reading, plan } = request
  const hasTempo = facts.tempoConfidence > TEMPO_CONFIDENCE && facts.beatsSeconds.length >= FEWEST_BEATS
  const ratio = reading.guards.tempo ? 1 : clamp(wantedRatio(request, hasTempo), SLOWEST_RATIO, FASTEST_RATIO)
  const audible = Math.abs(ratio - 1) < NEGLIGIBLE_RATIO ? 1 : ratio
  return { ratio: audible, hasTempo, gridBpm: gridTempo(facts, reading, plan, hasTempo, audible) }
}

function wantedRatio(request: Parameters<typeof tempoPlan>[0], hasTempo: boolean): number {
  const { facts, reading, fullPlan, plan, noiseLevel } = request
  const { tempoRatio, bpm } = reading.settings
  const entry = settingEntry(noiseLevel)
  if (tempoRatio !== undefined) return tempoRatio ** entry
  if (bpm !== undefined && hasTempo) return folded(bpm / facts.tempoBpm) ** entry
  const worded = 2 ** plan.tempo
  const range = reading.style.bpm
  if (range === undefined || !hasTempo || Math.abs(fullPlan.tempo) >= TEMPO_WORD) return worded
  const genre = clamp(nearestRatio(facts.tempoBpm, range), GENRE_RATIO.min, GENRE_RATIO.max)
  return worded * genre ** Math.min(1, effectDepth(noiseLevel))
}

function folded(ratio: number): number {
  let result = ratio
  while (result > FASTEST_FOLD) result /= 2
  while (result < SLOWEST_FOLD) result *= 2
  return result
}

/** The smallest change that brings the tempo, its half or its double into the range. */
function nearestRatio(bpm: number, [min, max]: readonly [number, number]): number {
  const ratios = [0.5, 1, 2].map((octave) => clamp(bpm * octave, min, max) / (bpm * octave))
  return ratios.reduce((best, ratio) => (Math.abs(Math.log2(ratio)) < Math.abs(Math.log2(best)) ? ratio : best))
}

function gridTempo(
  facts: SourceFacts,
  { settings, style }: Reading,
  plan: Plan,
  hasTempo: boolean,
  ratio: number,
): number {
  if (hasTempo) return facts.tempoBpm * ratio
  if (settings.bpm !== undefined) return clamp(settings.bpm, 40, 220)
  if (style.bpm !== undefined) return clamp((style.bpm[0] + style.bpm[1]) / 2, 50, 180)
  return clamp(FALLBACK_BPM * 2 ** plan.tempo, 50, 180)
}

export interface PitchPlan {
  /** Whole semitones: anything else would clash with the layers. */
  readonly semitones: number
  /** Key of the output. */
  readonly key: Key
}

export function pitchPlan(facts: SourceFacts, reading: Reading, plan: Plan, noiseLevel: number): PitchPlan {
  if (reading.guards.pitch) return { semitones: 0, key: facts.key }
  const worded = reading.settings.semitones
  const shift = Math.round(worded === undefined ? plan.pitch : worded * settingEntry(noiseLevel))
  const wantedKey = reading.settings.key
  if (wantedKey !== undefined && noiseLevel > 0.05) {
    if (facts.key.confidence <= KEY_CONFIDENCE) return { semitones: shift, key: { ...wantedKey, confidence: 0 } }
    return {
      semitones: shift + keyShift(facts.key, wantedKey),
      key: { ...wantedKey, confidence: facts.key.confidence },
    }
  }
  const root = (((facts.key.root + shift) % 12) + 12) % 12
  // With no key to follow, the mood decides between minor and major.
  const minor = facts.key.confidence < 0.1 ? plan.mode <= 0 : facts.key.minor
  return { semitones: shift, key: { root, minor, confidence: facts.key.confidence } }
}

/** The shortest way to the wanted key, or to its relative when the modes differ: thirds are never edited. */
function keyShift(key: Key, wanted: NonNullable<LiteralSettings['key']>): number {
  const root = key.minor === wanted.minor ? key.root : (key.root + (wanted.minor ? 9 : 3)) % 12
  const up = (wanted.root - root + 12) % 12
  return up > 6 ? up - 12 : up
}
