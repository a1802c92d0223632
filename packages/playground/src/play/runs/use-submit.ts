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
  forgetError(): void
}

/** Submits and puts the runs onto the desk. Of several, those that were taken stay when another is refused. */
export function useSubmit(model: ModelName): Submit {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  return {
    ...{ busy, error },
    forgetError: () => setError(undefined),
    async submit(requests) {
      setBusy(true)
      setError(undefined)
      const answers = await Promise.allSettled(requests.map((request) => submitRun(modelId(model), request)))
      const ids = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.id] : []))
      addRuns(model, ids)
      setError(answers.find((answer) => answer.status === 'rejected')?.reason)
      setBusy(false)
      return ids
    },
  }
}
