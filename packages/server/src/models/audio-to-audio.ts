import { Type } from 'typebox'
import type { Model } from './model.ts'
import { MODEL_IDS } from './model-ids.ts'
import { audio, duration, finishing, initNoiseLevel, prompt } from './parameters.ts'
import { plan } from './plan.ts'

export const audioToAudio: Model = {
  id: MODEL_IDS.audioToAudio,
  type: 'audio-to-audio',
  mode: 'audio-to-audio',
  description: 'Transforms a source clip into a new one that follows a text prompt.',
  priceMicrodollars: 24_000,
  sortOrder: 9000,
  install: 'run "retimbre pull small-music", or put back the embedded engine that comes with this server.',
  inputs: Type.Object({ audio, prompt, duration, init_noise_level: initNoiseLevel, ...finishing, plan }),
}
