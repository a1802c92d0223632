import { checkpointEntries } from '../checkpoints/checkpoint-entries.ts'
import { ENGINE_MODULES, loadEngine } from '../engines/directory.ts'
import type { EngineSettings } from '../engines/settings.ts'
import { readSettings } from '../settings.ts'
import { modelsServed } from './checkpoints/models-served.ts'
import { type ModelsReport, modelsText } from './checkpoints/models-text.ts'
import { readCommandLine } from './command-line.ts'

const OPTIONS = { json: { type: 'boolean', default: false }, cache: { type: 'string' } } as const

/** Lists what is installed, what could be, and which checkpoint serves which model. */
export async function models(args: readonly string[]): Promise<number> {
  const { values } = readCommandLine({ args: [...args], options: OPTIONS })
  const settings = readSettings(process.env).engine
  const report = await reportModels(values.cache === undefined ? settings : { ...settings, modelsCache: values.cache })
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : modelsText(report))
  return 0
}

export async function reportModels(settings: EngineSettings): Promise<ModelsReport> {
  const engines = await Promise.all(ENGINE_MODULES.map((moduleUrl) => loadEngine(moduleUrl, settings)))
  const capabilities = await Promise.all(engines.map((engine) => engine.capabilities()))
  return {
    cacheFolder: settings.modelsCache,
    checkpoints: await checkpointEntries(settings),
    models: modelsServed(capabilities),
  }
}
