import { Type } from 'typebox'
import { type Model, PROVIDER } from './model.ts'
import { audio, finishing, MAX_EDIT_SECONDS, prompt } from './parameters.ts'

const maskEdge = { minimum: 0, maximum: MAX_EDIT_SECONDS, step: 0.1 }

export const audioInpainting: Model = {
  id: `${PROVIDER}/audio-inpainting`,
  type: 'audio-to-audio',
  description: 'Replaces one stretch of a clip by what a text prompt says and leaves the rest as it was.',
  priceMicrodollars: 44_200,
  sortOrder: 9003,
  install: 'stable-audio-3-medium, with an engine that runs it.',
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
        description: 'Where the new stretch ends, in seconds.',
        default: 5,
        ...maskEdge,
      }),
    ),
    ...finishing,
  }),
  conflict: (input) =>
    Number(input.mask_end_seconds) > Number(input.mask_start_seconds)
      ? undefined
      : 'field "mask_end_seconds" must be greater than "mask_start_seconds"',
}
