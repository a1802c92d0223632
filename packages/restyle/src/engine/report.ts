import { KEY_CONFIDENCE, type Key, type SourceFacts, type SourceKind } from '../analysis/facts.ts'
import type { LayerName } from '../arranger/layer.ts'
import type { MasterReport } from '../dsp/master.ts'
import { PLAN_KEY_NAMES } from '../prompt/plan.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import type { UnderstoodTerm } from '../prompt/reader.ts'
import type { Decisions } from './decisions.ts'
import { ENGINE_NAME, ENGINE_VERSION } from './identity.ts'
import type { ToneReport } from './tone-stage.ts'
import { warningsFor } from './warnings.ts'

/** What was understood, what was done, and what to know about it; plain JSON. */
export interface RestyleReport {
  readonly engine: typeof ENGINE_NAME
  readonly version: string
  readonly understood: readonly UnderstoodTerm[]
  /** Terms of the negative prompt. */
  readonly avoided: readonly UnderstoodTerm[]
  /** Words without a meaning to this engine. */
  readonly ignored: readonly string[]
  /** The plan as asked for, by the words and by keys that replace what they say, at full depth: keys that are not zero. */
  readonly asked: Partial<Plan>
  /** The same plan as executed, scaled by the noise level and held within what is to be kept. */
  readonly plan: Partial<Plan>
  readonly source: SourceSummary
  readonly done: WorkDone
  /** Sentences for a person. */
  readonly warnings: readonly string[]
  /** The result is quieter than −14 LUFS, because it would have needed too much limiting, or because it is silent. */
  readonly loudnessCapped: boolean
}

export interface SourceSummary {
  readonly kind: SourceKind
  readonly durationSeconds: number
  /** null when the clip has no clear tempo. */
  readonly tempoBpm: number | null
  readonly tempoConfidence: number
  /** "A minor"; null when the clip has no clear key. */
  readonly key: string | null
  readonly keyConfidence: number
}

export interface WorkDone {
  /** Output tempo over source tempo. */
  readonly tempoRatio: number
  /** Tempo of the output's grid. */
  readonly tempoBpm: number
  readonly semitones: number
  readonly key: string
  readonly reverbSeconds: number | null
  readonly layers: readonly LayerName[]
  /** Segments that the clip was laid out in: 1 is no loop. */
  readonly loopSegments: number
  /** q: share of random phase. */
  readonly diffusion: number
  readonly sourceGainDb: number
  /** Distance from the target spectrum before and after the passes, dB. */
  readonly targetErrorDb: readonly [before: number, after: number]
  readonly loudnessLufs: number
  readonly truePeakDbtp: number
  readonly limiterDb: number
}

const NOTE_NAMES = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B']

const keyName = ({ root, minor }: Pick<Key, 'root' | 'minor'>): string =>
  `${NOTE_NAMES[((root % 12) + 12) % 12]} ${minor ? 'minor' : 'major'}`

/** The account of a finished render. */
export function reportOn(render: {
  readonly decisions: Decisions
  readonly layers: readonly LayerName[]
  readonly tone: ToneReport
  readonly master: MasterReport
}): RestyleReport {
  const { decisions, layers, tone, master } = render
  const { intent, plan } = decisions
  return {
    engine: ENGINE_NAME,
    version: ENGINE_VERSION,
    understood: intent.reading.understood,
    avoided: intent.avoided.understood,
    ignored: [...intent.reading.ignored, ...intent.avoided.ignored],
    asked: moved(intent.plan),
    plan: moved(plan),
    source: sourceSummary(decisions.facts, decisions.tempo.hasTempo),
    done: workDone(decisions, layers, tone, master),
    warnings: warningsFor(decisions, master),
    loudnessCapped: master.loudnessCapped,
  }
}

/** The keys that do something. */
function moved(plan: Plan): Partial<Plan> {
  const keys = PLAN_KEY_NAMES.filter((key) => Math.abs(plan[key]) > 1e-3)
  return Object.fromEntries(keys.map((key) => [key, rounded(plan[key], 3)])) as Partial<Plan>
}

function sourceSummary(facts: SourceFacts, hasTempo: boolean): SourceSummary {
  return {
    kind: facts.kind,
    durationSeconds: rounded(facts.durationSeconds, 3),
    tempoBpm: hasTempo ? rounded(facts.tempoBpm, 2) : null,
    tempoConfidence: rounded(facts.tempoConfidence, 2),
    key: facts.key.confidence > KEY_CONFIDENCE ? keyName(facts.key) : null,
    keyConfidence: rounded(facts.key.confidence, 2),
  }
}

function workDone(
  decisions: Decisions,
  layers: readonly LayerName[],
  { targetErrorDb: [before, after] }: ToneReport,
  master: MasterReport,
): WorkDone {
  const { tempo, pitch, grid, room, loop } = decisions
  return {
    tempoRatio: rounded(tempo.ratio, 4),
    tempoBpm: rounded(grid.tempoBpm, 2),
    semitones: pitch.semitones,
    key: keyName(pitch.key),
    reverbSeconds: room.wet > 0.015 ? rounded(room.t60Seconds, 2) : null,
    layers,
    loopSegments: loop.segments.length,
    diffusion: rounded(decisions.diffusion, 3),
    sourceGainDb: rounded(decisions.sourceGainDb, 2),
    targetErrorDb: [rounded(before, 3), rounded(after, 3)],
    loudnessLufs: finite(master.loudnessLufs),
    truePeakDbtp: finite(master.truePeakDbtp),
    limiterDb: rounded(master.limiterDb, 2),
  }
}

/** JSON has no infinity: silence is −240. */
const finite = (db: number): number => rounded(Math.max(-240, db), 2)

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))
