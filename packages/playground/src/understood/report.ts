/** The account that the restyle engine gives of a run, as far as it can be read. */

import type { Prediction } from '../runs/run.ts'

export interface Term {
  readonly term: string
  /** As typed, in lower case. */
  readonly surface: string
  /** Negative when it is to be less or gone. */
  readonly weight: number
  /** A genre or scene, which stands for many things at once. */
  readonly macro: boolean
  readonly role: 'wanted' | 'unwanted' | 'kept' | 'setting'
}

export interface RestyleReport {
  readonly understood: readonly Term[]
  readonly avoided: readonly Term[]
  readonly ignored: readonly string[]
  /** At full depth, by key; what is absent is 0. Reports of old runs have none. */
  readonly asked?: PlanValues
  readonly source?: SourceSummary
  readonly done?: WorkDone
}

export type PlanValues = Readonly<Record<string, number>>

export interface SourceSummary {
  readonly kind: 'music' | 'speech' | 'texture' | 'silence'
  readonly durationSeconds: number
  readonly tempoBpm: number | null
  readonly key: string | null
}

export interface WorkDone {
  readonly tempoRatio: number
  readonly tempoBpm: number
  readonly semitones: number
  readonly key: string
  readonly reverbSeconds: number | null
  readonly layers: readonly string[]
  readonly loopSegments: number
  readonly diffusion: number
  readonly targetErrorDb: readonly [before: number, after: number]
  readonly loudnessLufs: number
  readonly truePeakDbtp: number
  readonly limiterDb: number
}

const RESTYLE = 'dsp-restyle'

/** `undefined` where another engine made the result, or nothing did yet. */
export function restyleReport({ engine, report }: Pick<Prediction, 'engine' | 'report'>): RestyleReport | undefined {
  if (report === undefined || (engine ?? report.engine) !== RESTYLE) return undefined
  return {
    ...(report as Partial<RestyleReport>),
    understood: listOf<Term>(report.understood),
    avoided: listOf<Term>(report.avoided),
    ignored: listOf<string>(report.ignored),
  }
}

const listOf = <Item>(value: unknown): readonly Item[] => (Array.isArray(value) ? value : [])
