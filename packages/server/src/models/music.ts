import { Type } from 'typebox'
import { type Model, PROVIDER } from './model.ts'
import { duration, finishing, prompt } from './parameters.ts'

export const music: Model = {
  id: `${PROVIDER}/music`,
  type: 'text-to-audio',
  mode: 'words',
  description: 'Makes a piece of music from a text prompt.',
  priceMicrodollars: 21_700,
  sortOrder: 9001,
  install: 'run "retimbre pull small-music".',
  inputs: Type.Object({ prompt, duration, ...finishing }),
}
