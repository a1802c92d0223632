/** Renders the result that is listened to anew whenever its plan is changed by hand; the newest change wins. */

import { useCallback, useEffect, useRef, useState } from 'react'
import { type ModelName, modelId } from '../../catalogue/catalogue.ts'
import { hasEnded, type Prediction } from '../../runs/run.ts'
import { cancelRun, submitRun, useRuns } from '../../runs/runs.ts'
import type { PlanValues } from '../../understood/report.ts'
import { addRuns, changeDesk } from '../desk.ts'
import { planRequest } from './plan-request.ts'

/** Long enough for a hand that drags, short enough to feel answered. */
const SETTLE_MS = 400

export interface Rerender {
  /** The plan as edited, before or after it was rendered. */
  readonly plan: PlanValues | undefined
  readonly rendering: boolean
  /** Why the last edit was refused. */
  readonly error: unknown
  change(plan: PlanValues | undefined): void
}

interface Base {
  readonly prediction: Prediction
  /** Of the result that is listened to. */
  readonly seed: number
}

interface Draft {
  readonly base: Base
  readonly plan: PlanValues | undefined
  /** The run of this edit, or of an earlier one while the hand still moves; and which edit it was of. */
  readonly runId?: string
  readonly runPlace?: number
}

export function useRerender(model: ModelName, base: Base | undefined): Rerender {
  const runs = useRuns()
  const [draft, setDraft] = useState<Draft>()
  const [error, setError] = useState<unknown>()
  const newest = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** Runs of edits: each takes the place of the one before, so that an hour of dragging leaves two results, not fifty. */
  const edits = useRef(new Set<string>())
  useEffect(() => () => clearTimeout(timer.current), [])

  const render = useCallback(
    async (wanted: Draft, place: number): Promise<void> => {
      if (wanted.runId !== undefined) giveUp(model, wanted.runId)
      try {
        const { id } = await submitRun(
          modelId(model),
          planRequest(wanted.base.prediction.input, wanted.base.seed, wanted.plan),
        )
        if (place !== newest.current) return giveUp(model, id)
        edits.current.add(id)
        addRuns(model, [id])
        setDraft((now) => now && { ...now, runId: id, runPlace: place })
      } catch (failure) {
        if (place !== newest.current) return
        setError(failure)
        setDraft(undefined)
      }
    },
    [model],
  )

  const change = (plan: PlanValues | undefined): void => {
    const from = draft?.base ?? base
    if (from === undefined) return
    setError(undefined)
    const next = { ...draft, base: from, plan }
    setDraft(next)
    newest.current += 1
    const place = newest.current
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void render(next, place), SETTLE_MS)
  }

  const run = draft?.runId === undefined ? undefined : runs.get(draft.runId)
  useEffect(() => {
    // What was overtaken by a newer edit is not worth showing.
    if (draft === undefined || draft.runPlace !== newest.current) return
    if (run === undefined || !hasEnded(run.prediction)) return
    const [output] = run.prediction.outputs
    const { id: before } = draft.base.prediction
    if (output !== undefined) {
      changeDesk(model, ({ runIds }) => ({
        selected: output,
        runIds: edits.current.has(before) ? runIds.filter((id) => id !== before) : runIds,
      }))
    }
    setDraft(undefined)
  }, [draft, run, model])

  // Another result was chosen by hand: what was being edited is no longer in view.
  const baseId = base?.prediction.id
  const editedId = draft?.base.prediction.id
  useEffect(() => {
    if (editedId === undefined || editedId === baseId) return
    newest.current += 1
    clearTimeout(timer.current)
    setDraft(undefined)
  }, [editedId, baseId])

  return {
    plan: draft ? draft.plan : (base?.prediction.input.plan as PlanValues | undefined),
    rendering: draft !== undefined,
    error,
    change,
  }
}

/** Nobody waits for it any more. It may have ended just now, which is as good. */
function giveUp(model: ModelName, id: string): void {
  changeDesk(model, ({ runIds }) => ({ runIds: runIds.filter((each) => each !== id) }))
  cancelRun(id).catch(() => undefined)
}
