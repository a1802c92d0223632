/** Why a run failed and what to do about it, by the task codes of the wire. */

import type { Prediction } from '../../runs/run.ts'

export type Failure = 'cancelled' | 'source' | 'inputs' | 'render' | 'lost' | 'engine' | 'slow' | 'server'

/** A fixed point of the wire: there is no code for it. */
const CANCELLED = 'Cancelled by the owner.'

const BY_CODE: Readonly<Record<number, Failure>> = {
  1401: 'inputs',
  1402: 'source',
  1403: 'render',
  1405: 'lost',
  5003: 'engine',
  5004: 'slow',
}

export function failureOf({ error, code }: Pick<Prediction, 'error' | 'code'>): Failure {
  if (error === CANCELLED) return 'cancelled'
  return BY_CODE[code ?? 0] ?? 'server'
}
