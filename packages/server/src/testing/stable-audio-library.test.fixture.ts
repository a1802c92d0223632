import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SAMPLE_RATE_HZ } from '@retimbre/media'
import { type GenerateEvent, type GenerateRequest, type OpenOptions, planOutpainting } from '@retimbre/stable-audio'
import type { InstalledCheckpoint, OpenModel, StableAudioLibrary } from '../engines/stable-audio/library.ts'

/** What a model of the played library is asked; a test may end it badly. */
export interface PlayedLibrary extends StableAudioLibrary {
  readonly opened: { readonly folder: string; readonly options: OpenOptions }[]
  readonly requests: GenerateRequest[]
  /** How many models are open now. */
  stillOpen(): number
  /** Thrown by the next generation. */
  breakWith(error: Error): void
}

/** The library without its arithmetic: it plays the events of a generation, and makes a tone of the wanted length. */
export function playedLibrary(installed: readonly InstalledCheckpoint[]): PlayedLibrary {
  const opened: { folder: string; options: OpenOptions }[] = []
  const requests: GenerateRequest[] = []
  let openModels = 0
  let failure: Error | undefined

  async function* generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent, void> {
    requests.push(request)
    const { steps = 8, durationSeconds } = request
    yield { type: 'progress', stage: 'text', item: 0 }
    if (request.initAudio || request.inpainting) yield { type: 'progress', stage: 'encode', item: 0, done: 1, total: 1 }
    const broken = failure
    failure = undefined
    if (broken) throw broken
    for (let done = 1; done <= steps; done++) {
      signal.throwIfAborted()
      yield { type: 'progress', stage: 'step', item: 0, done, total: steps, latents: new Float32Array(0) }
    }
    for (let done = 1; done <= 3; done++) yield { type: 'progress', stage: 'decode', item: 0, done, total: 3 }
    const left = Float32Array.from(
      { length: Math.trunc(durationSeconds * SAMPLE_RATE_HZ) },
      (_, index) => 0.5 * Math.sin(index / 20),
    )
    const audio = { left, right: left }
    yield { type: 'generated', item: 0, audio, latents: new Float32Array(0), frames: 1, seed: request.items[0].seed }
  }

  return {
    opened,
    requests,
    stillOpen: () => openModels,
    breakWith(error) {
      failure = error
    },
    installedCheckpoints: async () => installed,
    planOutpainting: async (options) => planOutpainting(options),
    async open(folder, options): Promise<OpenModel> {
      opened.push({ folder, options })
      openModels += 1
      return {
        info: { precision: 'fp32', provider: 'cpu', warnings: [] },
        generate: (request, { signal }) => generate(request, signal),
        close: async () => {
          openModels -= 1
        },
      }
    },
  }
}

/** A folder that is a checkpoint as far as its configuration goes. */
export async function checkpointFolder(
  parent: string,
  name: string,
  { seconds, base = false }: { readonly seconds: number; readonly base?: boolean },
): Promise<InstalledCheckpoint> {
  const folder = join(parent, name)
  await mkdir(folder, { recursive: true })
  const configuration = {
    sample_rate: SAMPLE_RATE_HZ,
    sample_size: Math.ceil(seconds * SAMPLE_RATE_HZ) + 500,
    model: { diffusion: { diffusion_objective: base ? 'rectified_flow' : 'rf_denoiser' } },
  }
  await writeFile(join(folder, 'model_config.json'), JSON.stringify(configuration))
  await writeFile(join(folder, 'model.safetensors'), '')
  return { name, folder }
}
