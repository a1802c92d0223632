import { audioInpainting } from './audio-inpainting.ts'
import { audioOutpainting } from './audio-outpainting.ts'
import { audioToAudio } from './audio-to-audio.ts'
import type { Model } from './model.ts'
import { music } from './music.ts'
import { textToAudio } from './text-to-audio.ts'

/** Every model this software knows, whether or not an engine for it is installed. */
export const MODELS: readonly Model[] = [audioToAudio, music, textToAudio, audioInpainting, audioOutpainting]

const byId: ReadonlyMap<string, Model> = new Map(MODELS.map((model) => [model.id, model]))

export function findModel(id: string): Model | undefined {
  return byId.get(id)
}
