/** A plan that is being edited by hand, as it lies on the desk until its result is there. */

import type { PlanValues } from '../../understood/report.ts'
import { type Desk, withRuns } from '../desk.ts'

export interface PlanDraft {
  /** Address of the result whose plan it was. */
  readonly of: string
  /** Run of that result. */
  readonly baseId: string
  /** `undefined` for what the words give. */
  readonly plan?: PlanValues | undefined
  /** Not submitted yet. */
  readonly waits: boolean
  /** It is submitted under this, so that a reload in the middle of that does not make two runs of it. */
  readonly submitKey?: string
  /** The run of this edit; while it waits, that of an edit before it. */
  readonly runId?: string
}

/** The desk once the run of an edit was submitted. */
export function withEdit(desk: Desk, draft: PlanDraft & { readonly runId: string }): Partial<Desk> {
  const runIds = withRuns(desk, [draft.runId])
  const editIds = [draft.runId, ...(desk.editIds ?? [])].filter((id) => runIds.includes(id))
  return { runIds, editIds, draft }
}

/**
 * The desk once that run has ended. An edit takes the place of the one it was made from, so that an hour of dragging leaves
 * two results, not fifty.
 * @param output  `undefined` when it failed
 */
export function withResult(desk: Desk, { baseId }: PlanDraft, output: string | undefined): Partial<Desk> {
  if (output === undefined) return { draft: undefined }
  const replaced = desk.editIds?.includes(baseId) ? withoutRun(desk, baseId) : {}
  return { ...replaced, selected: output, draft: undefined }
}

export const withoutRun = ({ runIds }: Desk, id: string): Partial<Desk> => ({
  runIds: runIds.filter((each) => each !== id),
})
