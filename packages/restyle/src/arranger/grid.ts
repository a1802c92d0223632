import type { Chord, Key } from '../analysis/facts.ts'
import { Random } from '../random.ts'
import { stockProgression } from './progressions.ts'

/**
 * The musical time of the output: where its beats fall, in seconds, and which chord sounds on each.
 * Positions are in beats; beat 0 is a bar line at or before the first sample, and every fourth beat begins a bar.
 */
export interface Grid {
  /** `source`: the beats of the clip, stretched and looped as the clip is. `synthetic`: an even pulse. */
  readonly origin: 'source' | 'synthetic'
  readonly tempoBpm: number
  /** 0 straight … 0.7 a triplet, the plan's `swing`. */
  readonly swing: number
  /** Rising; the first is at or before 0, the last at least one beat past the end. */
  readonly beatsSeconds: readonly number[]
  /** One a beat; equal within every half bar. */
  readonly chords: readonly Chord[]
  /** Which beat of the source lies here, as an index into its facts; −1 where none does. */
  readonly sourceBeats: readonly number[]
}

/** A beat of the source at its place in the output, with its chord already transposed. */
export interface PlacedBeat {
  readonly seconds: number
  readonly chord: Chord
  readonly sourceBeat: number
}

export const BEATS_PER_BAR = 4

/** At swing 0.7 the middle of a beat moves to 2/3 of it: 0.5 + 0.24 · 0.7. Source: restyle engine specification, 1.5. */
const SWING_DEPTH = 0.24

/**
 * Where a fraction of a beat falls once swing has bent the beat: 0.5 → 0.5 … 0.668.
 * The time map of the source must use the same function, or layers and source part company on every off-beat.
 */
export function swungFraction(fraction: number, swing: number): number {
  const middle = 0.5 + SWING_DEPTH * swing
  return fraction < 0.5 ? fraction * 2 * middle : middle + (fraction - 0.5) * 2 * (1 - middle)
}

/**
 * The grid of a clip whose beats are trusted.
 * @param beats      rising in time, at least four, as they fall in the output; gaps are filled at the mean period
 * @param downbeat   index into `beats` of one that begins a bar
 */
export function followSource(request: {
  readonly beats: readonly PlacedBeat[]
  readonly downbeat: number
  readonly durationSeconds: number
  readonly swing: number
}): Grid {
  const period = medianPeriod(request.beats)
  const { filled, downbeat } = fillGaps(request.beats, request.downbeat, period)
  const first = filled[0]
  const leading = leadingBeats(first.seconds, period, downbeat)
  const beats = [
    ...Array.from({ length: leading }, (_, i) => ({
      seconds: first.seconds - (leading - i) * period,
      chord: first.chord,
      sourceBeat: -1,
    })),
    ...filled,
  ]
  for (let last = beats[beats.length - 1]; last.seconds < request.durationSeconds + period; ) {
    // Past the last beat of the clip, its last bar of chords goes round.
    const chord = (beats[beats.length - BEATS_PER_BAR] ?? last).chord
    last = { seconds: last.seconds + period, chord, sourceBeat: -1 }
    beats.push(last)
  }
  return {
    origin: 'source',
    tempoBpm: 60 / period,
    swing: request.swing,
    beatsSeconds: beats.map((beat) => beat.seconds),
    chords: steadyByHalfBar(beats.map((beat) => beat.chord)),
    sourceBeats: beats.map((beat) => beat.sourceBeat),
  }
}

/**
 * An even pulse for a clip without a tempo, with the chords of `chordAt` or else a stock progression by mode and seed:
 * one bar a chord, two in dark moods.
 * @param chordAt  the chord that sounds in the output at a time in seconds
 */
export function evenGrid(request: {
  readonly tempoBpm: number
  readonly durationSeconds: number
  readonly swing: number
  readonly key: Key
  readonly mode: number
  readonly seed: number
  readonly chordAt?: (seconds: number) => Chord
}): Grid {
  const period = 60 / request.tempoBpm
  const count = Math.ceil(request.durationSeconds / period) + 2
  const progression = stockProgression(request.key, request.mode, new Random(request.seed, 'progression'))
  const beatsPerChord = request.mode < -0.4 ? 2 * BEATS_PER_BAR : BEATS_PER_BAR
  const beatsSeconds = Array.from({ length: count }, (_, i) => i * period)
  const chords = beatsSeconds.map((seconds, i) =>
    request.chordAt ? request.chordAt(seconds) : progression[Math.floor(i / beatsPerChord) % progression.length],
  )
  return {
    origin: 'synthetic',
    tempoBpm: request.tempoBpm,
    swing: request.swing,
    beatsSeconds,
    chords: steadyByHalfBar(chords),
    sourceBeats: beatsSeconds.map(() => -1),
  }
}

/** Time in seconds of a position in beats, swing included; positions outside the grid go on at its edge's pace. */
export function secondsAt(grid: Grid, position: number): number {
  const { beatsSeconds } = grid
  const last = beatsSeconds.length - 2
  const whole = Math.floor(position)
  const fraction = swungFraction(position - whole, grid.swing)
  const beat = whole < 0 ? 0 : whole > last ? last : whole
  const period = beatsSeconds[beat + 1] - beatsSeconds[beat]
  return beatsSeconds[beat] + (whole - beat + fraction) * period
}

/** The chord that sounds at a position in beats. */
export function chordAt(grid: Grid, position: number): Chord {
  const beat = Math.max(0, Math.min(grid.chords.length - 1, Math.floor(position)))
  return grid.chords[beat]
}

/** How many bars begin before `seconds`. */
export function barsBefore(grid: Grid, seconds: number): number {
  let bars = 0
  while (secondsAt(grid, bars * BEATS_PER_BAR) < seconds) bars++
  return bars
}

function medianPeriod(beats: readonly PlacedBeat[]): number {
  const periods = beats.slice(1).map((beat, i) => beat.seconds - beats[i].seconds)
  periods.sort((a, b) => a - b)
  return periods[periods.length >> 1]
}

/** A loop seam or a pause leaves a hole in the beats; even beats go in, and the downbeat moves up with them. */
function fillGaps(beats: readonly PlacedBeat[], downbeat: number, period: number) {
  const filled: PlacedBeat[] = []
  let shifted = downbeat
  for (const [i, beat] of beats.entries()) {
    if (i > 0) {
      const previous = beats[i - 1]
      const missing = Math.round((beat.seconds - previous.seconds) / period) - 1
      for (let k = 1; k <= missing; k++) {
        const seconds = previous.seconds + ((beat.seconds - previous.seconds) * k) / (missing + 1)
        filled.push({ seconds, chord: previous.chord, sourceBeat: -1 })
      }
      if (missing > 0 && i <= downbeat) shifted += missing
    }
    filled.push(beat)
  }
  return { filled, downbeat: shifted }
}

/** Beats to put before the first so that the grid starts on a bar line at or before 0. */
function leadingBeats(firstSeconds: number, period: number, downbeat: number): number {
  const toBarLine = (BEATS_PER_BAR - (downbeat % BEATS_PER_BAR)) % BEATS_PER_BAR
  let leading = toBarLine
  // 1 ms: a first beat found a hair after 0 is the bar line itself.
  while (firstSeconds - leading * period > 0.001) leading += BEATS_PER_BAR
  return leading
}

/** Tracked chords flicker: in every half bar the one with the most confidence in sum stands for both beats. */
function steadyByHalfBar(chords: readonly Chord[]): Chord[] {
  const half = BEATS_PER_BAR / 2
  return chords.map((_, i) => {
    const start = i - (i % half)
    let best = chords[start]
    let bestWeight = -1
    for (const candidate of chords.slice(start, start + half)) {
      const weight = chords
        .slice(start, start + half)
        .filter((other) => other.root === candidate.root && other.minor === candidate.minor)
        .reduce((sum, other) => sum + 1e-6 + other.confidence, 0)
      if (weight > bestWeight) {
        best = candidate
        bestWeight = weight
      }
    }
    return best
  })
}
