import { Type } from 'typebox'
import type { Model } from './model.ts'
import { MODEL_IDS } from './model-ids.ts'
import { duration, finishing, prompt } from './parameters.ts'

export const textToAudio: Model = {
  id: MODEL_IDS.textToAudio,
  type: 'text-to-audio',
  mode: 'words',
  description: 'Makes sound effects and scenes from a text prompt.',
  priceMicrodollars: 20_600,
  sortOrder: 9002,
  install: 'run "retimbre pull small-sfx".',
  inputs: Type.Object({ prompt, duration, ...finishing }),
}
