import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { JobError } from '../../errors.ts'
import { REASONS } from '../../reasons.ts'
import { checkpointGone } from '../choose-engine.ts'
import type { Checkpoint } from './checkpoints.ts'

interface LoraFile {
  readonly name: string
  readonly path: string
}

/** What a render was made with. */
export interface RenderMeans {
  readonly checkpoint: Pick<Checkpoint, 'name' | 'folder'>
  readonly loras: readonly LoraFile[]
}

/** Found before the model computed anything, so that it is as good as it was. */
const HARMLESS = ['option_out_of_range', 'lora_invalid']

/** Whether a model that threw this may be broken; of what is not known to be harmless nobody knows. */
export function spoilsModel(error: unknown): boolean {
  return !(error instanceof JobError) && !HARMLESS.includes(libraryCode(error) ?? '')
}

/** What was thrown in a render, as what becomes of the job. */
export async function explained(error: unknown, { checkpoint, loras }: RenderMeans): Promise<unknown> {
  if (error instanceof JobError) return error
  const options = { cause: error }
  const lora = guiltyLora(error, loras)
  if (lora !== undefined) {
    const reason = libraryCode(error) === 'lora_invalid' ? REASONS.lora_unfit : REASONS.lora_unreadable
    return new JobError('lora_unusable', { name: lora, reason }, options)
  }
  if (await isGone(checkpoint.folder)) return checkpointGone(checkpoint.name, options)
  switch (libraryCode(error)) {
    case undefined:
    case 'session_failed':
      // Trouble of one render, such as too little memory; nobody's to mend but ours.
      return error
    case 'option_out_of_range':
      return new JobError('render_failed', { reason: messageOf(error) }, options)
    case 'non_finite_latents':
      return new JobError('output_rejected', { reason: REASONS.not_finite }, options)
    default:
      return new JobError('engine_unusable', {}, options)
  }
}

/** The LoRA that an error is about: the library names its file, or says no more than that it was one of them. */
function guiltyLora(error: unknown, loras: readonly LoraFile[]): string | undefined {
  const code = libraryCode(error)
  if (code === undefined || loras.length === 0) return undefined
  const named = loras.filter(({ path }) => messageOf(error).includes(path))
  const suspects = named.length > 0 ? named : code === 'lora_invalid' ? loras : []
  return suspects.length > 0 ? suspects.map(({ name }) => name).join('" or "') : undefined
}

/** Told by name, so that the library need not be loaded. */
function libraryCode(error: unknown): string | undefined {
  return error instanceof Error && error.name === 'StableAudioError' && 'code' in error ? String(error.code) : undefined
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '')

/** Moved away or deleted while it was open: whatever the library then says, this is why. */
async function isGone(folder: string): Promise<boolean> {
  const files = ['model_config.json', 'model.safetensors'].map((name) => stat(join(folder, name)))
  return (await Promise.allSettled(files)).some(({ status }) => status === 'rejected')
}
