/** Undo and redo of an edit: what was before each step, and what was taken back. */

export interface EditSteps<Value> {
  readonly past: readonly Value[]
  readonly future: readonly Value[]
}

export const NO_STEPS: EditSteps<never> = { past: [], future: [] }
const MAX_STEPS = 100

/** @param before the value that the step changed */
export const stepped = <Value>({ past }: EditSteps<Value>, before: Value): EditSteps<Value> => ({
  past: [...past, before].slice(-MAX_STEPS),
  future: [],
})

/** @returns the value to go back to, and what is then left; `undefined` when there is none */
export function undone<Value>({ past, future }: EditSteps<Value>, now: Value) {
  const value = past.at(-1)
  return value === undefined ? undefined : { value, steps: { past: past.slice(0, -1), future: [now, ...future] } }
}

export function redone<Value>({ past, future }: EditSteps<Value>, now: Value) {
  const [value, ...rest] = future
  return value === undefined ? undefined : { value, steps: { past: [...past, now], future: rest } }
}
