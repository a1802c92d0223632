import type { Static } from 'typebox'
import type { EngineCapabilities } from '../../engines/port.ts'
import { inputSchema } from '../../models/input-schema.ts'
import type { Model } from '../../models/model.ts'
import { dollars } from '../../models/money.ts'
import { API } from '../wavespeed/paths.ts'
import type { ModelEntry } from './schemas.ts'

/** @param server where the caller reaches this service, without a slash at the end */
export function modelEntry(model: Model, engine: EngineCapabilities, server: string): Static<typeof ModelEntry> {
  return { ...modelFacts(model, server), engine: engineFacts(model, engine) }
}

/** What holds of a model whoever serves it, and when nobody does. */
export function modelFacts(model: Model, server: string): Omit<Static<typeof ModelEntry>, 'engine'> {
  const { required, properties, ...schema } = inputSchema(model)
  return {
    model_id: model.id,
    name: model.id,
    type: model.type,
    description: model.description,
    base_price: dollars(model.priceMicrodollars),
    formula: '{"total_price":base_price * 1}',
    sort_order: model.sortOrder,
    api_schema: {
      api_schemas: [
        {
          type: 'model_run',
          method: 'POST',
          server,
          api_path: `${API}/${model.id}`,
          request_schema: {
            type: schema.type,
            required: [...required],
            'x-order-properties': [...schema['x-order-properties']],
            properties,
          },
        },
      ],
    },
  }
}

export function engineFacts(model: Model, engine: EngineCapabilities): Static<typeof ModelEntry>['engine'] {
  return {
    name: engine.engine,
    version: engine.version,
    description: engine.description,
    checkpoints: (engine.checkpoints?.[model.id] ?? []).map((offer) => ({
      name: offer.name,
      longest_seconds: offer.longestSeconds,
    })),
    loras: [...(engine.loras ?? [])],
  }
}
