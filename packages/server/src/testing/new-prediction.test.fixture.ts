import type { House } from '../house.ts'
import type { NewPrediction } from '../jobs/prediction.ts'

export const TEST_MODEL = 'stability-ai/stable-audio-3/audio-to-audio'

/** A valid request of the house's owner, with the differences that a test is about. */
export async function newPrediction(house: House, changes: Partial<NewPrediction> = {}): Promise<NewPrediction> {
  const caller = house.firstKey.key ? await house.apiKeys.authenticate(house.firstKey.key) : undefined
  return {
    accountId: house.ownerAccountId,
    keyId: caller?.keyId ?? '',
    model: TEST_MODEL,
    input: { prompt: 'warm lo-fi tape', duration: 2 },
    render: {
      prompt: 'warm lo-fi tape',
      negativePrompt: '',
      durationSeconds: 2,
      initNoiseLevel: 0.9,
      numInferenceSteps: 8,
      guidanceScale: 1,
    },
    unknownInput: {},
    source: null,
    outputFormat: 'wav',
    base64Output: false,
    seed: 7,
    priceMicrodollars: 24_000,
    ...changes,
  }
}
