import { Type } from 'typebox'
import type { Model } from './model.ts'
import { MODEL_IDS } from './model-ids.ts'
import { duration, finishing, prompt } from './parameters.ts'

export const music: Model = {
  id: MODEL_IDS.music,
  type: 'text-to-audio',
  mode: 'words',
  description: 'Makes a piece of music from a text prompt.',
  priceMicrodollars: 21_700,
  sortOrder: 9001,
  install: 'run "retimbre pull small-music".',
  inputs: Type.Object({ prompt, duration, ...finishing }),
}
