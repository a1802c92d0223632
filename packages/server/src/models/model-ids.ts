const PROVIDER = 'stability-ai/stable-audio-3'

/** What clients call the models. */
export const MODEL_IDS = {
  audioToAudio: `${PROVIDER}/audio-to-audio`,
  music: `${PROVIDER}/music`,
  textToAudio: `${PROVIDER}/text-to-audio`,
  audioInpainting: `${PROVIDER}/audio-inpainting`,
  audioOutpainting: `${PROVIDER}/audio-outpainting`,
} as const
