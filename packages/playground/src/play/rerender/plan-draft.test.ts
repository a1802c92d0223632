import { expect, test } from 'vitest'
import type { Desk } from '../desk.ts'
import { type PlanDraft, withEdit, withResult } from './plan-draft.ts'

const DESK: Desk = { input: {}, runIds: ['first'], selected: 'first.mp3' }

const draftOf = (baseId: string, runId: string): PlanDraft & { runId: string } => ({
  ...{ of: `${baseId}.mp3`, baseId, plan: { wet: 0.4 }, waits: false, runId },
})

function edited(desk: Desk, baseId: string, runId: string): Desk {
  const draft = draftOf(baseId, runId)
  const submitted = { ...desk, ...withEdit(desk, draft) }
  return { ...submitted, ...withResult(submitted, draft, `${runId}.mp3`) }
}

test('an edit stands beside what the words gave, and takes the place of the edit that it was made from', () => {
  const once = edited(DESK, 'first', 'edit-1')
  expect(once).toMatchObject({ runIds: ['edit-1', 'first'], selected: 'edit-1.mp3', draft: undefined })
  // As after a reload.
  const kept = JSON.parse(JSON.stringify(once)) as Desk
  expect(edited(kept, 'edit-1', 'edit-2')).toMatchObject({ runIds: ['edit-2', 'first'], selected: 'edit-2.mp3' })
})

test('an edit that failed leaves everything as it was', () => {
  const once = edited(DESK, 'first', 'edit-1')
  const draft = draftOf('edit-1', 'edit-2')
  const submitted = { ...once, ...withEdit(once, draft) }
  expect(withResult(submitted, draft, undefined)).toEqual({ draft: undefined })
})

test('edits are remembered no longer than their runs', () => {
  const many = Array.from({ length: 20 }, (_, index) => `edit-${index}`)
  const desk = many.reduce((now, id) => edited(now, 'first', id), DESK)
  expect(desk.editIds).toEqual(desk.runIds)
  expect(desk.runIds).toHaveLength(12)
})
