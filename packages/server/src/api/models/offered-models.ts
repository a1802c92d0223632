import type { EngineCapabilities } from '../../engines/port.ts'
import { MODELS } from '../../models/catalogue.ts'
import type { Model } from '../../models/model.ts'
import type { ApiContext } from '../context.ts'

/** A model of the catalogue that can be run here now, and what would run it. */
export interface OfferedModel {
  readonly model: Model
  readonly engine: EngineCapabilities
}

export async function offeredModels({ house }: ApiContext): Promise<readonly OfferedModel[]> {
  const offers = await Promise.all(
    MODELS.map(async (model) => {
      const engine = await house.engines.engineFor(model.id)
      return engine ? [{ model, engine }] : []
    }),
  )
  return offers.flat()
}
