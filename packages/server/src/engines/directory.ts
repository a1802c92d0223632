import type { EngineDirectory } from '../ports.ts'
import type { Engine, EngineCapabilities } from './port.ts'
import type { EngineSettings } from './settings.ts'

/** What an engine module exports. Loading it must be cheap: the server process asks it what it can do, and no more. */
export interface EngineModule {
  openEngine(settings: EngineSettings): Engine
}

/** The modules of the engines that come with the server, the preferred first. */
export const ENGINE_MODULES: readonly string[] = [siblingModule('stable-audio'), siblingModule('restyle')]

export async function loadEngine(moduleUrl: string, settings: EngineSettings): Promise<Engine> {
  const { openEngine } = (await import(moduleUrl)) as EngineModule
  return openEngine(settings)
}

/** The engine that serves a model is the first in the list that can serve it now. */
export function openEngineDirectory(engines: readonly Pick<Engine, 'capabilities'>[]): EngineDirectory {
  return {
    async engineFor(model) {
      const offers: readonly EngineCapabilities[] = await Promise.all(engines.map((engine) => engine.capabilities()))
      return offers.find((offer) => offer.models.includes(model))
    },
  }
}

/** The address of a module of this folder, in whatever form this one runs: TypeScript source or compiled. */
function siblingModule(name: string): string {
  return new URL(`./${name}${import.meta.url.slice(-'.ts'.length)}`, import.meta.url).href
}
