import { Type } from 'typebox'
import { PAGE_FIELDS, pagingFields } from '../wavespeed/paging.ts'

const ApiSchema = Type.Object({
  type: Type.Literal('model_run'),
  method: Type.Literal('POST'),
  server: Type.String(),
  api_path: Type.String(),
  request_schema: Type.Object({
    type: Type.Literal('object'),
    required: Type.Array(Type.String()),
    'x-order-properties': Type.Array(Type.String()),
    properties: Type.Record(Type.String(), Type.Unknown()),
  }),
})

/** One model of the catalogue on the wire (API contract, section 3); `engine` is ours. */
export const ModelEntry = Type.Object(
  {
    model_id: Type.String(),
    name: Type.String(),
    type: Type.String(),
    description: Type.String(),
    base_price: Type.Number({ description: 'Dollars a run.' }),
    formula: Type.String({ description: 'Price as a JSONata expression.' }),
    sort_order: Type.Integer(),
    // Two clients read the first entry and two look for `model_run`: the only entry is both.
    api_schema: Type.Object({ api_schemas: Type.Array(ApiSchema) }),
    engine: Type.Object({
      name: Type.String(),
      version: Type.String(),
      description: Type.String(),
      checkpoints: Type.Array(Type.Object({ name: Type.String(), longest_seconds: Type.Number() }), {
        description: 'What the input "model" may name, the one that serves unasked first.',
      }),
      loras: Type.Array(Type.String(), { description: 'What the input "loras" may name.' }),
    }),
  },
  { $id: 'Model' },
)

export const PriceQuestion = Type.Object(
  {
    model_id: Type.String(),
    inputs: Type.Record(Type.String(), Type.Unknown(), { default: {} }),
  },
  { $id: 'PriceQuestion' },
)

export const Price = Type.Object(
  {
    model_id: Type.String(),
    price: Type.Number(),
    discounted_price: Type.Number(),
    discount_rate: Type.Number({ description: 'Percentage that is still paid.' }),
    currency: Type.Literal('USD'),
  },
  { $id: 'Price' },
)

/** The answer of the older price question. */
export const UnitPrice = Type.Object(
  {
    model_id: Type.String(),
    unit_price: Type.Number(),
    currency: Type.Literal('USD'),
  },
  { $id: 'UnitPrice' },
)

/** A model in the public web catalogue (API contract, 3.5): `model_uuid` is the id with slashes, and here `model_id` as well. */
const WEB_FIELDS = {
  model_id: Type.String(),
  model_uuid: Type.String(),
  model_name: Type.String(),
  description: Type.String(),
  cover_url: Type.String(),
  type: Type.String(),
  base_price: Type.Number({ description: 'Dollars a run.' }),
}

export const WebModel = Type.Object(WEB_FIELDS, { $id: 'WebModel' })
export const WebModelDetail = Type.Object(
  { ...WEB_FIELDS, api_schema: ModelEntry.properties.api_schema },
  { $id: 'WebModelDetail' },
)
export const WebModelPage = Type.Object({ ...PAGE_FIELDS, items: Type.Array(WebModel) })
export const TypeCounts = Type.Array(Type.Object({ type: Type.String(), count: Type.Integer() }))

export const WebSearch = Type.Object({
  ...pagingFields(100),
  types: Type.Optional(Type.String({ description: 'Types with commas between them.', maxLength: 500 })),
})

export const WebPriceQuestion = Type.Object(
  {
    model_uuid: Type.String(),
    inputs: Type.Record(Type.String(), Type.Unknown(), { default: {} }),
  },
  { $id: 'WebPriceQuestion' },
)
