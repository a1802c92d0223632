import { Type } from 'typebox'
import { pairFault } from '../input-faults.ts'
import { MAX_EDIT_SECONDS } from './durations.ts'
import type { Model } from './model.ts'
import { MODEL_IDS } from './model-ids.ts'
import { audio, finishing, paste, prompt } from './parameters.ts'

const extension = { minimum: 0, maximum: MAX_EDIT_SECONDS, step: 1 }

export const audioOutpainting: Model = {
  id: MODEL_IDS.audioOutpainting,
  type: 'audio-to-audio',
  mode: 'outpainting',
  description: 'Continues a clip before its beginning and after its end, following a text prompt.',
  priceMicrodollars: 44_600,
  sortOrder: 9004,
  install: 'run "retimbre pull medium" (results of up to 380 s), or "retimbre pull small-music" (up to 120 s).',
  inputs: Type.Object({
    audio,
    prompt,
    extend_seconds_before: Type.Optional(
      Type.Number({ title: 'Extend before', description: 'Seconds to add before the clip.', default: 0, ...extension }),
    ),
    extend_seconds_after: Type.Optional(
      Type.Number({ title: 'Extend after', description: 'Seconds to add after the clip.', default: 5, ...extension }),
    ),
    ...finishing,
    paste,
  }),
  conflict(input) {
    const addedSeconds = Number(input.extend_seconds_before) + Number(input.extend_seconds_after)
    const [before, after] = ['extend_seconds_before', 'extend_seconds_after'] as const
    if (addedSeconds === 0) return pairFault(before, after, 'both_zero')
    return addedSeconds > MAX_EDIT_SECONDS ? pairFault(before, after, 'sum', { most: MAX_EDIT_SECONDS }) : undefined
  },
}
