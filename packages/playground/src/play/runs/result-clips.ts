/** The results of the desk's runs as the listening desk takes them. */

import type { Run } from '../../runs/run.ts'
import { clipAt } from '../desk.ts'

/** What tells one result from the others, to be put into words. */
export interface ResultMark {
  readonly url: string
  readonly name: string
  readonly runId: string
  readonly seed: number
  /** `init_noise_level`, of models that have one. */
  readonly strength?: number
  /** Whether its plan was edited by hand. */
  readonly edited: boolean
}

const SEEDS = 2 ** 32

/** Newest run first, the results of one run in their order. */
export function resultMarks(runIds: readonly string[], runs: ReadonlyMap<string, Run>): readonly ResultMark[] {
  return runIds.flatMap((runId) => {
    const { prediction } = runs.get(runId) ?? {}
    if (prediction?.status !== 'completed') return []
    const { init_noise_level: strength, plan } = prediction.input
    return prediction.outputs.map((url, index) => ({
      url,
      name: clipAt(url).name,
      runId,
      // Each result of a batch has the next seed.
      seed: (prediction.seed + index) % SEEDS,
      edited: plan !== undefined,
      ...(typeof strength === 'number' && { strength }),
    }))
  })
}
