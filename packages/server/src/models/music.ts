import { Type } from 'typebox'
import { type Model, PROVIDER } from './model.ts'
import { duration, finishing, prompt } from './parameters.ts'

export const music: Model = {
  id: `${PROVIDER}/music`,
  type: 'text-to-audio',
  description: 'Makes a piece of music from a text prompt.',
  priceMicrodollars: 21_700,
  sortOrder: 9001,
  install: 'stable-audio-3-small-music, with an engine that runs it.',
  inputs: Type.Object({ prompt, duration, ...finishing }),
}
