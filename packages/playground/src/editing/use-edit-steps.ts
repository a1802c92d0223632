import { useRef, useState } from 'react'
import { type EditSteps, redone, stepped, undone } from './edit-steps.ts'

export interface Undo {
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
}

/**
 * Undo for a value that a hand drags: a drag makes many changes and one step.
 * @returns `begin` before a drag or a press of a key, and what can be undone now
 */
export function useEditSteps<Value>(
  value: Value,
  onChange: (value: Value) => void,
): Undo & { readonly begin: () => void } {
  const [steps, setSteps] = useState<EditSteps<Value>>({ past: [], future: [] })
  const now = useRef(value)
  now.current = value
  const go = (to: ReturnType<typeof undone<Value>>): void => {
    if (!to) return
    setSteps(to.steps)
    onChange(to.value)
  }
  return {
    begin: () => setSteps((before) => stepped(before, now.current)),
    undo: steps.past.length > 0 ? () => go(undone(steps, now.current)) : undefined,
    redo: steps.future.length > 0 ? () => go(redone(steps, now.current)) : undefined,
  }
}
