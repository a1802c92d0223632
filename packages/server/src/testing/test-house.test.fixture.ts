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
  const complete = { ...readSettings({}), dataFolder, ...settings }
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
