import type { ModelName } from '../../catalogue/catalogue.ts'
import { audioInpainting } from './audio-inpainting.ts'
import { audioOutpainting } from './audio-outpainting.ts'
import { audioToAudio } from './audio-to-audio.ts'
import { music } from './music.ts'
import type { ProseByLanguage } from './prose.ts'
import { textToAudio } from './text-to-audio.ts'

export const PROSE: Readonly<Record<ModelName, ProseByLanguage>> = {
  'audio-to-audio': audioToAudio,
  music,
  'text-to-audio': textToAudio,
  'audio-inpainting': audioInpainting,
  'audio-outpainting': audioOutpainting,
}
