import { systemClock } from '../clock.ts'
import { type House, type HouseOptions, openHouse } from '../house.ts'
import { systemRandom } from '../ids.ts'
import { silentLog } from '../log.ts'
import { readSettings, type Settings } from '../settings.ts'
import { freshDataFolder, removeDataFolder } from './data-folder.test.fixture.ts'

/** A real house on a fresh data folder. `close` removes the folder as well. */
export async function openTestHouse(
  settings: Partial<Settings> = {},
  options: Partial<HouseOptions> = {},
): Promise<House & { readonly settings: Settings }> {
  const dataFolder = await freshDataFolder()
  // What is installed on this machine is none of a test's business.
  const environment = { RETIMBRE_DATA: dataFolder, RETIMBRE_MODELS_CACHE: dataFolder }
  const complete = { ...readSettings(environment), ...settings }
  const house = await openHouse(complete, { clock: systemClock, random: systemRandom, log: silentLog, ...options })
  return {
    ...house,
    settings: complete,
    close: async () => {
      await house.close()
      await removeDataFolder(dataFolder)
    },
  }
}
