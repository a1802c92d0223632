/** Empty time shown around a clip that is to be extended: room to drag its edges into. Seconds. */

import type { EditMode } from './edit-mode.ts'

const STEPS = [5, 10, 20, 40, 80, 160, 320]
/** A grip at the very edge could not be dragged outward. */
const SPARE = 1

/**
 * Grows by steps, so that the clip stays where it is while an edge is dragged.
 * @param added what is added on this side now; @param most what can be added at all
 */
export const marginFor = (added: number, most: number): number =>
  Math.max(added, Math.min(most, STEPS.find((step) => step >= added + SPARE) ?? most)) + SPARE

/** Nothing where the clip is not extended, or its length is not known yet. */
export function marginsOf(edit: EditMode | undefined, clipSeconds: number): { before: number; after: number } {
  if (edit?.kind !== 'outpainting' || clipSeconds === 0) return { before: 0, after: 0 }
  const room = Math.max(0, edit.longestSeconds - clipSeconds)
  return { before: marginFor(edit.before, room - edit.after), after: marginFor(edit.after, room - edit.before) }
}
