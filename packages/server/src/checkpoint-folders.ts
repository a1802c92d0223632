import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Settings, SettingsError } from './settings.ts'

/**
 * Called at start: a folder that the operator named and that holds no checkpoint would otherwise only be noticed by what
 * is not served.
 * @throws SettingsError naming the folder
 */
export async function requireCheckpointFolders({ engine }: Pick<Settings, 'engine'>): Promise<void> {
  for (const folder of engine.checkpointFolders) {
    const configuration = await stat(join(folder, 'model_config.json')).catch(() => undefined)
    if (configuration?.isFile()) continue
    throw new SettingsError(`RETIMBRE_CHECKPOINT names ${folder}, and there is no model_config.json in it.`)
  }
}
