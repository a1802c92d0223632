/**
 * What the arranger is told about the output: its beats, its chords, its key, and how far any of it can be trusted.
 */
import type { Chord, SourceFacts } from '../analysis/facts.ts'
import { evenGrid, followSource, type Grid, type PlacedBeat } from '../arranger/grid.ts'
import { LAYERS, type LayerName, type Trust } from '../arranger/layer.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import type { Reading } from '../prompt/reader.ts'
import { type LoopPlan, loopedMoments } from './loop.ts'
import type { PitchPlan, TempoPlan } from './tempo-plan.ts'

/** Beats closer than this are the two sides of a loop seam. */
const CLOSEST_BEATS_SECONDS = 0.12
/** Spacing of the chords of a clip without beats; see SourceFacts.beatChords. */
const CHORD_GRID_SECONDS = 0.5
/** A clip without a tempo has chords worth following when its pitch classes are this uneven. */
const TONAL_PEAK_SHARE = 0.5

export interface ArrangementRequest {
  readonly facts: SourceFacts
  readonly tempo: TempoPlan
  readonly pitch: PitchPlan
  readonly loop: LoopPlan
  readonly plan: Plan
  readonly durationSeconds: number
  readonly seed: number
}

/** The beats of the looped clip, in its own time (before any stretch). */
export function loopedBeats(facts: SourceFacts, loop: LoopPlan): { seconds: number; index: number }[] {
  const beats: { seconds: number; index: number }[] = []
  for (const beat of loopedMoments(facts.beatsSeconds, loop)) {
    const previous = beats.at(-1)
    if (previous === undefined || beat.seconds > previous.seconds + CLOSEST_BEATS_SECONDS) beats.push(beat)
  }
  return beats
}

/** The clip's own beats where it has any; else an even pulse, under the clip's chords if it has those. */
export function outputGrid(request: ArrangementRequest): Grid {
  const { facts, tempo, pitch, loop, plan, durationSeconds, seed } = request
  const { swing, mode } = plan
  const beats = tempo.hasTempo ? placedBeats(request) : []
  if (beats.length >= 4) {
    const downbeat = beats.findIndex((beat) => beat.sourceBeat % 4 === facts.downbeatPhase % 4)
    return followSource({ beats, downbeat: Math.max(0, downbeat), durationSeconds, swing })
  }
  const followsChords =
    facts.kind === 'music' && facts.chromaPeakShare > TONAL_PEAK_SHARE && facts.beatChords.length > 2
  const chordAt = (seconds: number): Chord =>
    transposedChord(sourceChordAt(facts, loop, seconds * tempo.ratio), pitch.semitones)
  return evenGrid({
    tempoBpm: tempo.gridBpm,
    durationSeconds,
    swing,
    key: pitch.key,
    mode,
    seed,
    ...(followsChords ? { chordAt } : {}),
  })
}

function placedBeats({ facts, tempo, pitch, loop, durationSeconds }: ArrangementRequest): PlacedBeat[] {
  return loopedBeats(facts, loop)
    .map(({ seconds, index }) => ({
      seconds: seconds / tempo.ratio,
      chord: transposedChord(facts.beatChords[index], pitch.semitones),
      sourceBeat: index,
    }))
    .filter(({ seconds }) => seconds < durationSeconds + 1)
}

const transposedChord = (chord: Chord, semitones: number): Chord => ({
  ...chord,
  root: (((chord.root + semitones) % 12) + 12) % 12,
})

/** The chord that sounds at a moment of the looped clip. */
function sourceChordAt(facts: SourceFacts, { segments }: LoopPlan, seconds: number): Chord {
  const segment = segments.findLast(({ atSeconds }) => seconds >= atSeconds) ?? segments[0]
  const inSource = segment.fromSeconds + seconds - segment.atSeconds
  const index =
    facts.beatsSeconds.length > 4
      ? facts.beatsSeconds.findLastIndex((beat) => beat <= inSource)
      : Math.floor(inSource / CHORD_GRID_SECONDS)
  return facts.beatChords[Math.max(0, Math.min(facts.beatChords.length - 1, index))]
}

/** Nothing can clash with speech, silence or a pulse that the source does not have. */
export function trustIn(facts: SourceFacts, reading: Reading): Trust {
  const free = facts.kind === 'speech' || facts.kind === 'silence'
  const named = (Object.keys(LAYERS) as LayerName[]).filter((name) => reading.named.has(LAYERS[name].planKey))
  return {
    beats: free || facts.kind === 'texture' ? 1 : facts.tempoConfidence,
    key: free ? 1 : facts.key.confidence,
    named: new Set(named),
  }
}
