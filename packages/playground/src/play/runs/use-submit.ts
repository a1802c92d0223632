import { useState } from 'react'
import { type ModelName, modelId } from '../../catalogue/catalogue.ts'
import { submitRun } from '../../runs/runs.ts'
import { addRuns } from '../desk.ts'

type Request = Readonly<Record<string, unknown>>

export interface Submit {
  readonly busy: boolean
  /** Why the last was refused. */
  readonly error: unknown
  /** @returns the ids of what was taken, in the order of the requests */
  submit(requests: readonly Request[]): Promise<readonly string[]>
}

/**
 * Submits and puts the runs onto the desk. Of several, one after the other, so that they wait in their order; the first
 * refusal ends it, for the rest would be refused as well, and what was taken before stays.
 */
export function useSubmit(model: ModelName): Submit {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  return {
    ...{ busy, error },
    async submit(requests) {
      setBusy(true)
      setError(undefined)
      const ids: string[] = []
      try {
        for (const request of requests) ids.push((await submitRun(modelId(model), request)).id)
      } catch (refusal) {
        setError(refusal)
      }
      addRuns(model, ids)
      setBusy(false)
      return ids
    },
  }
}
