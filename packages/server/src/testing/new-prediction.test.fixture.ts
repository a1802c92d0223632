import type { RenderMode, RenderParameters } from '../engines/port.ts'
import type { House } from '../house.ts'
import type { NewPrediction } from '../jobs/prediction.ts'

export const TEST_MODEL = 'stability-ai/stable-audio-3/audio-to-audio'

const AUDIO_TO_AUDIO: RenderMode = { kind: 'audio-to-audio', durationSeconds: 2, initNoiseLevel: 0.9 }

/** What a test does not say about a render. */
export function renderParameters(mode: RenderMode): RenderParameters {
  return {
    ...{ mode, prompt: 'warm lo-fi tape', negativePrompt: '', numInferenceSteps: 8, guidanceScale: 1 },
    ...{ batchSize: 1, loras: [] },
  }
}

/** A valid request of the house's owner, with the differences that a test is about. */
export async function newPrediction(house: House, changes: Partial<NewPrediction> = {}): Promise<NewPrediction> {
  const caller = house.firstKey.key ? await house.apiKeys.authenticate(house.firstKey.key) : undefined
  return {
    accountId: house.ownerAccountId,
    keyId: caller?.keyId ?? '',
    model: TEST_MODEL,
    input: { prompt: 'warm lo-fi tape', duration: 2 },
    render: renderParameters(changes.source ? AUDIO_TO_AUDIO : { kind: 'words', durationSeconds: 2 }),
    unknownInput: {},
    source: null,
    outputFormat: 'wav',
    base64Output: false,
    seed: 7,
    priceMicrodollars: 24_000,
    webhook: null,
    ...changes,
  }
}
