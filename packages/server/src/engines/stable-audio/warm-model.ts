import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { EngineSettings } from '../settings.ts'
import type { Checkpoint } from './checkpoints.ts'
import type { OpenModel, StableAudioLibrary } from './library.ts'

/**
 * One checkpoint, kept open from one request to the next: loading it takes longer than a step. The library's `settle`,
 * which would make later renders 5 to 9 % faster, is left alone: it changes the order of sums and with it the last bits of
 * the samples, and the same request with the same seed is to give the same file.
 */
export interface WarmModel {
  /** Opens the checkpoint with these LoRA files, and closes what was open when it is another, or its files are. */
  use(checkpoint: Checkpoint, loraNames: readonly string[]): Promise<OpenModel>
  /** Called when a render broke: the next one starts afresh. */
  drop(): Promise<void>
}

export function createWarmModel(settings: EngineSettings, library: Pick<StableAudioLibrary, 'open'>): WarmModel {
  const { precision, provider, threads, derivedFolder } = settings
  let warm: { readonly key: string; readonly model: OpenModel } | undefined

  const drop = async (): Promise<void> => {
    const closing = warm
    warm = undefined
    await closing?.model.close()
  }

  return {
    drop,
    async use({ folder }, loraNames) {
      const names = [...new Set(loraNames)].sort()
      const loras = names.map((name) => ({ name, path: join(settings.loraFolder, `${name}.safetensors`) }))
      const key = JSON.stringify([folder, names, await tracesOf(folder, loras)])
      if (warm?.key !== key) {
        // Two at once would need the memory of both.
        await drop()
        warm = { key, model: await library.open(folder, { precision, provider, threads, derivedFolder, loras }) }
      }
      return warm.model
    },
  }
}

const FILES = ['model.safetensors', 'model_config.json', 'config.json', 'tokenizer.json']

/** Size and time of every file that a model is made of, its text encoder's in a folder below: another is another model. */
async function tracesOf(folder: string, loras: readonly { readonly path: string }[]): Promise<readonly unknown[]> {
  const entries = await readdir(folder).catch((): string[] => [])
  const folders = [folder, ...entries.sort().map((name) => join(folder, name))]
  const paths = [...folders.flatMap((each) => FILES.map((file) => join(each, file))), ...loras.map(({ path }) => path)]
  const found = await Promise.all(paths.map(async (path) => ({ path, stats: await stat(path).catch(() => undefined) })))
  return found.flatMap(({ path, stats }) => (stats ? [[path, stats.size, stats.mtimeMs]] : []))
}
