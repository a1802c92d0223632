import type { Schemas } from '../api/client.ts'

export type Prediction = Schemas['Prediction']

/** How far a run that has not ended is, as the event stream tells it. */
export interface LiveState {
  readonly id: string
  readonly model: string
  readonly status: 'created' | 'processing'
  readonly stage: string
  /** 0 … 1 of the whole. */
  readonly fraction: number
  readonly step?: number
  readonly steps?: number
  /** Place in the queue; 1 is next. */
  readonly position?: number
  /** Since the submit while it waits, since its start while it runs. */
  readonly elapsed_ms: number
  readonly remaining_ms?: number
}

/** One submit as this page knows it. */
export interface Run {
  readonly prediction: Prediction
  /** The last that was heard of it, and when (`performance.now()`); absent once it has ended. */
  readonly live?: LiveState & { readonly heardAt: number }
}

/** What is known after a prediction was fetched: an answer that was overtaken by the end of the run is older than what is known. */
export function learned(known: Run | undefined, fetched: Prediction, early?: Run['live']): Run {
  if (hasEnded(fetched)) return { prediction: fetched }
  if (known && hasEnded(known.prediction)) return known
  const live = known?.live ?? early
  return { prediction: fetched, ...(live && { live }) }
}

/** Ids of the runs that have not ended: another text whenever one begins or ends. */
export const goingOn = (runs: ReadonlyMap<string, Run>): string =>
  [...runs.values()].flatMap(({ prediction }) => (hasEnded(prediction) ? [] : prediction.id)).join(' ')

export const hasEnded = ({ status }: Pick<Prediction, 'status'>): boolean =>
  status === 'completed' || status === 'failed'
