import { defineTexts } from '../i18n/texts.ts'
import type { ModelName } from './catalogue.ts'

/** Names of the models for people. */
export const MODEL_TITLES = defineTexts<Record<ModelName, string>>({
  en: {
    'audio-to-audio': 'Transform',
    music: 'Music',
    'text-to-audio': 'Sound',
    'audio-inpainting': 'Inpaint',
    'audio-outpainting': 'Extend',
  },
  tr: {
    'audio-to-audio': 'Dönüştür',
    music: 'Müzik',
    'text-to-audio': 'Ses',
    'audio-inpainting': 'Onar',
    'audio-outpainting': 'Uzat',
  },
})
