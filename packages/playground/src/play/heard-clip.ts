/** Which result is listened to. */

import type { ResultClip } from '../listening/clips.ts'
import type { Run } from '../runs/run.ts'
import type { Desk } from './desk.ts'

type Runs = ReadonlyMap<string, Run>

/** Address of the clip that a run was made from; `undefined` for one made from words, or from bytes in the request. */
export function originOf(runs: Runs, runId: string): string | undefined {
  const audio = runs.get(runId)?.prediction.input.audio
  return typeof audio === 'string' && /^https?:/.test(audio) ? audio : undefined
}

/** What was chosen, else the newest of the clip on the desk: a result of another clip would be compared with a stranger. */
export function heardClip(results: readonly ResultClip[], runs: Runs, desk: Desk): ResultClip | undefined {
  const chosen = results.find(({ url }) => url === desk.selected)
  return chosen ?? results.find(({ runId }) => desk.source === undefined || !isOfAnother(originOf(runs, runId), desk))
}

/** The results that may stand beside a source, and the rest: those of other clips would be compared with a stranger. */
export function besideSource(results: readonly ResultClip[], runs: Runs, sourceUrl: string | undefined) {
  const fits = ({ runId }: ResultClip): boolean => {
    const origin = originOf(runs, runId)
    return origin === undefined || origin === sourceUrl
  }
  return { beside: results.filter(fits), others: results.filter((result) => !fits(result)) }
}

const isOfAnother = (origin: string | undefined, { source }: Desk): boolean =>
  origin !== undefined && origin !== source?.url
