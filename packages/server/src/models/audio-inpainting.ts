import { Type } from 'typebox'
import { fieldFault } from '../input-faults.ts'
import { MAX_EDIT_SECONDS } from './durations.ts'
import type { Model } from './model.ts'
import { MODEL_IDS } from './model-ids.ts'
import { audio, finishing, paste, prompt } from './parameters.ts'

const maskEdge = { minimum: 0, maximum: MAX_EDIT_SECONDS, step: 0.1 }

// More gaps than anybody draws by hand, and few enough to be shown in every result.
const MAX_REGIONS = 32

const regions = Type.Optional(
  Type.Array(
    Type.Object({
      start_seconds: Type.Number({ title: 'Start', description: 'Where the stretch begins.', ...maskEdge }),
      end_seconds: Type.Number({ title: 'End', description: 'Where the stretch ends.', ...maskEdge }),
    }),
    {
      title: 'Regions',
      description: 'Several stretches to make anew; they take the place of the mask’s start and end.',
      maxItems: MAX_REGIONS,
      'x-ui-component': 'array',
    },
  ),
)

interface RegionInput {
  readonly start_seconds: number
  readonly end_seconds: number
}

export const audioInpainting: Model = {
  id: MODEL_IDS.audioInpainting,
  type: 'audio-to-audio',
  mode: 'inpainting',
  description: 'Replaces one or several stretches of a clip by what a text prompt says and leaves the rest as it was.',
  priceMicrodollars: 44_200,
  sortOrder: 9003,
  install: 'run "retimbre pull medium" (clips of up to 380 s), or "retimbre pull small-music" (up to 120 s).',
  inputs: Type.Object({
    audio,
    prompt,
    mask_start_seconds: Type.Optional(
      Type.Number({
        title: 'Mask start',
        description: 'Where the new stretch begins, in seconds.',
        default: 0,
        ...maskEdge,
      }),
    ),
    mask_end_seconds: Type.Optional(
      Type.Number({
        title: 'Mask end',
        description: 'Where the new stretch ends, in seconds; at most to the end of the clip.',
        default: 5,
        ...maskEdge,
      }),
    ),
    regions,
    ...finishing,
    paste,
  }),
  conflict(input) {
    if (input.regions !== undefined) return emptyRegion(input.regions as readonly RegionInput[])
    return Number(input.mask_end_seconds) > Number(input.mask_start_seconds)
      ? undefined
      : fieldFault('mask_end_seconds', 'greater', { field: 'mask_start_seconds' })
  },
}

function emptyRegion(regions: readonly RegionInput[]): string | undefined {
  const index = regions.findIndex(({ start_seconds: start, end_seconds: end }) => end <= start)
  if (index < 0) return undefined
  return fieldFault(`regions[${index}].end_seconds`, 'greater_than_its', { field: 'start_seconds' })
}
