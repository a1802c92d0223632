import type { Migration } from '../migrate.ts'

// The first version knew one model, so what it left waiting is to be rendered from audio to audio.
const RENDER_MODES = `
update predictions set render = jsonb_build_object(
  'prompt', render -> 'prompt',
  'negativePrompt', render -> 'negativePrompt',
  'numInferenceSteps', render -> 'numInferenceSteps',
  'guidanceScale', render -> 'guidanceScale',
  'loras', '[]'::jsonb,
  'batchSize', 1,
  'mode', jsonb_build_object(
    'kind', 'audio-to-audio',
    'durationSeconds', render -> 'durationSeconds',
    'initNoiseLevel', render -> 'initNoiseLevel'
  )
) where render ? 'durationSeconds'`

/** What is to be made became one of several modes, in place of two numbers. */
export const renderModes: Migration = { version: 2, name: 'render modes', statements: [RENDER_MODES] }
