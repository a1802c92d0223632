import type { GenerateRequest } from '@retimbre/stable-audio'
import { JobError } from '../../errors.ts'
import { VERSION } from '../../version.ts'
import { checkpointGone } from '../choose-engine.ts'
import type { Engine, EngineCapabilities, RenderEvent, RenderedAudio, RenderRequest } from '../port.ts'
import type { EngineSettings } from '../settings.ts'
import { adviceOn } from './advice.ts'
import { type Checkpoint, findCheckpoints, offersOf } from './checkpoints.ts'
import { explained, spoilsModel } from './explain.ts'
import { generateRequest } from './generate-request.ts'
import type { OpenModel, StableAudioLibrary } from './library.ts'
import { findLoras, loraPath } from './loras.ts'
import { progressOf } from './progress.ts'
import { createWarmModel, type WarmModel } from './warm-model.ts'

const ENGINE_NAME = 'stable-audio-3'

export const DESCRIPTION =
  'Stable Audio 3, a diffusion model, run from its published weights. It makes new audio from words, from a clip, or into ' +
  'the gaps of one.'

/** Stable Audio 3 with whatever checkpoints are installed. */
export function createStableAudioEngine(settings: EngineSettings, library: StableAudioLibrary): Engine {
  const warm = createWarmModel(settings, library)
  return {
    async capabilities(): Promise<EngineCapabilities> {
      const checkpoints = offersOf(await findCheckpoints(settings, library))
      const loras = await findLoras(settings.loraFolder)
      const models = Object.keys(checkpoints)
      const offer = { models, checkpoints, loras, ignores: ['plan'] as const }
      return { engine: ENGINE_NAME, version: VERSION, description: DESCRIPTION, ...offer }
    },

    async *render(request: RenderRequest, signal: AbortSignal): AsyncGenerator<RenderEvent, void> {
      const checkpoint = await chooseCheckpoint(request, settings, library)
      yield* generated(request, checkpoint, { warm, library, loraFolder: settings.loraFolder, signal })
    },
  }
}

async function chooseCheckpoint(
  { model, checkpoint: asked }: RenderRequest,
  settings: EngineSettings,
  library: StableAudioLibrary,
): Promise<Checkpoint> {
  const checkpoints = await findCheckpoints(settings, library)
  const [first, ...others] = offersOf(checkpoints)[model] ?? []
  const offer = asked === undefined ? first : [first, ...others].find((one) => one?.name === asked)
  const chosen = checkpoints.find(({ name }) => name === offer?.name)
  if (chosen) return chosen
  // It was there when the job was submitted.
  throw asked === undefined ? new JobError('no_engine') : checkpointGone(asked)
}

interface Surroundings {
  readonly warm: WarmModel
  readonly library: StableAudioLibrary
  readonly loraFolder: string
  readonly signal: AbortSignal
}

async function* generated(
  request: RenderRequest,
  checkpoint: Checkpoint,
  { warm, library, loraFolder, signal }: Surroundings,
): AsyncGenerator<RenderEvent, void> {
  yield { type: 'progress', stage: `loading ${checkpoint.name}`, fraction: 0 }
  const names = request.loras.map(({ name }) => name)
  try {
    const asked = await generateRequest(request, checkpoint, library)
    const model = await warm.use(checkpoint, names)
    signal.throwIfAborted()
    yield* rendering(model, asked, signal, accountOf(request, checkpoint, model))
  } catch (error) {
    if (!signal.aborted && spoilsModel(error)) await warm.drop()
    throw await explained(error, {
      checkpoint,
      loras: names.map((name) => ({ name, path: loraPath(loraFolder, name) })),
    })
  }
}

type Account = Omit<RenderedAudio, 'audio'>

/** The library is read to its end, even after the result, so that it can tidy up. */
async function* rendering(
  model: OpenModel,
  asked: GenerateRequest,
  signal: AbortSignal,
  account: Account,
): AsyncGenerator<RenderEvent, void> {
  let fraction = 0
  for await (const event of model.generate(asked, { signal })) {
    signal.throwIfAborted()
    if (event.type === 'generated') {
      yield { type: 'rendered', audio: event.audio, ...account }
      continue
    }
    const progress = progressOf(event)
    fraction = Math.max(fraction, progress.fraction)
    yield { type: 'progress', ...progress, fraction }
  }
}

/** Who made it, and what was asked of the model with what it was left to choose. */
function accountOf(request: RenderRequest, checkpoint: Checkpoint, { info }: OpenModel): Account {
  const { task, numInferenceSteps, guidanceScale, schedule = 'monotone', sampler, loras } = request
  return {
    engine: ENGINE_NAME,
    engineVersion: VERSION,
    warnings: [...info.warnings, ...adviceOn(request, checkpoint)],
    report: {
      checkpoint: checkpoint.name,
      precision: info.precision,
      provider: info.provider,
      mode: task.kind,
      schedule,
      sampler: sampler ?? (checkpoint.distilled ? 'pingpong' : 'euler'),
      steps: numInferenceSteps,
      guidanceScale,
      ...(loras.length > 0 && { loras }),
    },
  }
}
