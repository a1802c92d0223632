import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CHECKPOINT_NAMES, SUITED_CHECKPOINTS } from '../../models/checkpoint-names.ts'
import type { CheckpointOffer } from '../port.ts'
import type { EngineSettings } from '../settings.ts'
import type { InstalledCheckpoint, StableAudioLibrary } from './library.ts'

/** A checkpoint on this machine, as far as its configuration tells without loading it. */
export interface Checkpoint extends InstalledCheckpoint, CheckpointOffer {
  /** Made for few steps without guidance; its `-base` sibling is not. */
  readonly distilled: boolean
  /** Its folder was named by the operator, not found in the cache. */
  readonly named: boolean
}

/** What an edit is made on when it is there: it takes clips of up to 380 s. */
export const BEST_FOR_EDITS = 'medium'

/** The operator's own folders first; each stands in for what the hub may have under the same name. */
export async function findCheckpoints(
  { checkpointFolders, modelsCache }: Pick<EngineSettings, 'checkpointFolders' | 'modelsCache'>,
  library: Pick<StableAudioLibrary, 'installedCheckpoints'>,
): Promise<readonly Checkpoint[]> {
  const own = checkpointFolders.map((folder) => ({ name: nameOf(folder), folder, named: true }))
  const cached = await library.installedCheckpoints(modelsCache)
  const others = cached.filter(({ name }) => !own.some((other) => other.name === name))
  const all = [...own, ...others.map(({ name, folder }) => ({ name, folder, named: false }))]
  const described = await Promise.all(all.map(describe))
  return described.filter((checkpoint) => checkpoint !== undefined)
}

/**
 * By model: what can serve it, the first unasked. A checkpoint that nobody published serves all models: before the others
 * when the operator named its folder, after them when it was only found.
 */
export function offersOf(checkpoints: readonly Checkpoint[]): Readonly<Record<string, readonly CheckpointOffer[]>> {
  const entries = Object.entries(SUITED_CHECKPOINTS).map(([model, suited]) => {
    const own = checkpoints.filter(({ name }) => !CHECKPOINT_NAMES.includes(name))
    const ofPlace = (named: boolean) => own.filter((checkpoint) => checkpoint.named === named)
    const published = suited.flatMap((name) => checkpoints.filter((checkpoint) => checkpoint.name === name))
    return [
      model,
      [...ofPlace(true), ...published, ...ofPlace(false)].map(({ name, longestSeconds }) => ({ name, longestSeconds })),
    ] as const
  })
  return Object.fromEntries(entries.filter(([, offers]) => offers.length > 0))
}

/**
 * `/models/stable-audio-3-small-music` is called `small-music`, and so is a snapshot of it in a Hugging Face cache,
 * `…/models--stabilityai--stable-audio-3-small-music/snapshots/REVISION`.
 */
function nameOf(folder: string): string {
  const parent = dirname(folder)
  const repository = basename(parent) === 'snapshots' ? basename(dirname(parent)).split('--').at(-1) : undefined
  return (repository || basename(folder)).replace(/^stable-audio-3-/, '')
}

async function describe(found: InstalledCheckpoint & Pick<Checkpoint, 'named'>): Promise<Checkpoint | undefined> {
  const configuration = await readConfiguration(found.folder).catch(() => undefined)
  if (configuration === undefined) return undefined
  const { sample_size: samples, sample_rate: rateHz = 44_100, model } = configuration
  // The published sizes are a few frames longer than the round figures that they were made for.
  const longestSeconds = Math.floor((samples ?? publishedSamples(model)) / rateHz)
  return { ...found, longestSeconds, distilled: model?.diffusion?.diffusion_objective !== 'rectified_flow' }
}

interface Configuration {
  readonly sample_size?: number
  readonly sample_rate?: number
  readonly model?: {
    readonly diffusion?: {
      readonly diffusion_objective?: string
      readonly config?: { readonly attn_kwargs?: { readonly differential?: boolean } }
    }
  }
}

/** Where a configuration names no length: what the library takes then, by the published model that it is like. */
const publishedSamples = (model: Configuration['model']): number =>
  model?.diffusion?.config?.attn_kwargs?.differential === true ? 16_777_216 : 5_292_032

/** Throws when there is none. Only four of its keys are looked at; the library checks it all when it is opened. */
async function readConfiguration(folder: string): Promise<Configuration> {
  const text = await readFile(join(folder, 'model_config.json'), 'utf8')
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) throw new TypeError('it is no object')
  return value
}
