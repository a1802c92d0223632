/** What dragging on the waveform means for a model, wired to the inputs on its desk. */

import type { CatalogueModel, ModelName } from '../catalogue/catalogue.ts'
import type { EditMode } from '../editing/edit-mode.ts'
import { changeDesk, type Desk, setInput } from './desk.ts'
import { regionsOf, wireRegions } from './form/regions.ts'

/** Seconds to add after the clip when the request does not say. */
const DEFAULT_AFTER = 5
/** Longest result in seconds, where no checkpoint says less. */
const LONGEST_SECONDS = 380
const TENTHS = 10

export function editModeOf(model: ModelName, desk: Desk, engine: CatalogueModel['engine']): EditMode | undefined {
  const { input } = desk
  if (model === 'audio-inpainting') {
    return {
      kind: 'inpainting',
      regions: regionsOf(input),
      onChange: (regions) => setInput(model, 'regions', wireRegions(regions)),
    }
  }
  if (model !== 'audio-outpainting') return undefined
  return {
    kind: 'outpainting',
    before: asNumber(input.extend_seconds_before, 0),
    after: asNumber(input.extend_seconds_after, DEFAULT_AFTER),
    longestSeconds: Math.max(0, ...(engine?.checkpoints.map((each) => each.longest_seconds) ?? [])) || LONGEST_SECONDS,
    onChange: ({ before, after }) =>
      changeDesk(model, (now) => ({
        input: { ...now.input, extend_seconds_before: tenth(before), extend_seconds_after: tenth(after) },
      })),
  }
}

const tenth = (seconds: number): number => Math.round(seconds * TENTHS) / TENTHS
const asNumber = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback)
