/** Renders the result that is listened to anew whenever its plan is changed by hand; the newest change wins. */

import { useCallback, useEffect, useRef, useState } from 'react'
import { type ModelName, modelId } from '../../catalogue/catalogue.ts'
import { hasEnded, type Prediction } from '../../runs/run.ts'
import { cancelRun, newSubmitKey, submitRun, useRun } from '../../runs/runs.ts'
import type { Pace } from '../../understood/plan-edits.ts'
import type { PlanValues } from '../../understood/report.ts'
import { changeDesk, useDesk } from '../desk.ts'
import { type PlanDraft, withEdit, withoutRun, withResult } from './plan-draft.ts'
import { planRequest } from './plan-request.ts'

/** Longer than a key takes to repeat, short enough to feel answered. */
const REST_MS = 300

export interface Rerender {
  /** The plan as edited, before or after it was rendered. */
  readonly plan: PlanValues | undefined
  readonly rendering: boolean
  /** Why the last edit was refused. */
  readonly error: unknown
  change(plan: PlanValues | undefined, pace: Pace): void
}

/** The result that is listened to. */
interface Base {
  readonly url: string
  readonly seed: number
  readonly prediction: Prediction
}

export function useRerender(model: ModelName, base: Base): Rerender {
  const desk = useDesk(model)
  const draft = desk.draft?.of === base.url ? desk.draft : undefined
  const run = useRun(draft?.runId)
  const [error, setError] = useState<unknown>()
  const newest = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const render = useCallback(
    async ({ prediction, seed }: Base, wanted: PlanDraft, place: number): Promise<void> => {
      if (wanted.runId !== undefined) giveUp(model, wanted.runId)
      try {
        const request = planRequest(prediction.input, seed, wanted.plan)
        const { id } = await submitRun(modelId(model), request, wanted.submitKey)
        if (place !== newest.current) return giveUp(model, id)
        changeDesk(model, (now) => withEdit(now, { ...wanted, runId: id, waits: false }))
      } catch (failure) {
        if (place !== newest.current) return
        setError(failure)
        changeDesk(model, { draft: undefined })
      }
    },
    [model],
  )
  const renderAfter = useCallback(
    (restMs: number, of: Base, wanted: PlanDraft): void => {
      newest.current += 1
      const place = newest.current
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void render(of, wanted, place), restMs)
    },
    [render],
  )

  // An edit of before a reload that had not been submitted; one of another tab is that tab's.
  const found = useRef(desk.draft)
  useEffect(() => {
    if (draft === undefined || draft !== found.current) return
    found.current = undefined
    if (draft.waits) renderAfter(0, base, draft)
  }, [draft, base, renderAfter])

  useEffect(() => {
    // What was overtaken by a newer edit is not worth showing.
    if (draft === undefined || draft.waits || run === undefined) return
    if (run === 'missing') changeDesk(model, { draft: undefined })
    else if (hasEnded(run.prediction)) changeDesk(model, (now) => withResult(now, draft, run.prediction.outputs[0]))
  }, [draft, run, model])

  // Another result was chosen by hand: what was being edited is no longer in view.
  const left = desk.draft !== undefined && desk.draft.of !== desk.selected
  useEffect(() => {
    if (!left) return
    newest.current += 1
    clearTimeout(timer.current)
    changeDesk(model, { draft: undefined })
  }, [left, model])

  return {
    plan: draft ? draft.plan : (base.prediction.input.plan as PlanValues | undefined),
    rendering: draft !== undefined,
    error,
    change(plan, pace) {
      setError(undefined)
      const place = { of: base.url, baseId: base.prediction.id }
      const next: PlanDraft = { ...draft, ...place, plan, waits: true, submitKey: newSubmitKey() }
      changeDesk(model, { draft: next, selected: base.url })
      renderAfter(pace === 'more' ? REST_MS : 0, base, next)
    },
  }
}

/** Nobody waits for it any more. It may have ended just now, which is as good. */
function giveUp(model: ModelName, id: string): void {
  changeDesk(model, (desk) => withoutRun(desk, id))
  cancelRun(id).catch(() => undefined)
}
