/** Empty time shown around a clip that is to be extended: room to drag its edges into. Seconds. */

import type { EditMode } from './edit-mode.ts'

const STEPS = [5, 10, 20, 40, 80, 160, 320]
/** A grip at the very edge could not be dragged outward. */
const SPARE = 1
const TENTHS = 10
/** 380 − 379.9 is a little less than a tenth to a computer. */
const ROUNDING = 1e-6

/**
 * Grows by steps, so that the clip stays where it is while an edge is dragged.
 * @param added what is added on this side now; @param most what can be added at all
 */
export const marginFor = (added: number, most: number): number =>
  Math.max(added, Math.min(most, STEPS.find((step) => step >= added + SPARE) ?? most)) + SPARE

/** How much can be added to a clip at all, in tenths: a request counts in these, and more than there is room for is refused. */
export const roomBeside = (clipSeconds: number, longestSeconds: number): number =>
  Math.max(0, Math.floor((longestSeconds - clipSeconds) * TENTHS + ROUNDING) / TENTHS)

/** Nothing where the clip is not extended, or its length is not known yet. */
export function marginsOf(edit: EditMode | undefined, clipSeconds: number): { before: number; after: number } {
  if (edit?.kind !== 'outpainting' || clipSeconds === 0) return { before: 0, after: 0 }
  const room = roomBeside(clipSeconds, edit.longestSeconds)
  return { before: marginFor(edit.before, room - edit.after), after: marginFor(edit.after, room - edit.before) }
}
