/** The results of the desk's runs as the listening desk takes them. */

import type { Run } from '../../runs/run.ts'

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
    const { init_noise_level: strength, plan, prompt } = prediction.input
    return prediction.outputs.map((url, index) => {
      // Each result of a batch has the next seed.
      const seed = (prediction.seed + index) % SEEDS
      const mark = typeof strength === 'number' ? { strength } : {}
      return { url, name: fileName({ url, prompt, seed, ...mark }), runId, seed, edited: plan !== undefined, ...mark }
    })
  })
}

const MAX_WORDS = 40

/** What it is called when it is kept: `underwater-slow-0.5-7.mp3`, where the server has only a number. */
function fileName({
  url,
  prompt,
  seed,
  strength,
}: {
  url: string
  prompt: unknown
  seed: number
  strength?: number
}): string {
  const words = String(prompt ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, MAX_WORDS)
    .replace(/^-|-$/g, '')
  const extension = /\.\w+$/.exec(new URL(url).pathname)?.[0] ?? ''
  return `${[words || 'result', strength, seed].filter((part) => part !== undefined).join('-')}${extension}`
}
