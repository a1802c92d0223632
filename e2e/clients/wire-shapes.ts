import { type TSchema, Type } from 'typebox'

/**
 * The answers as the strictest of their readers takes them (API contract, sections 1 to 3), written from the contract and
 * not from the service's own schemas. Further keys are welcome wherever no reader forbids them.
 */

const Dollars = Type.Number({ minimum: 0 })
const Link = Type.String({ pattern: '^https?://' })
const Moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' })

/** `code` is the number 200: as text, or another number, most clients take it for a failure. */
export const success = (data: TSchema): TSchema =>
  Type.Object({ code: Type.Literal(200), message: Type.String(), data })

export const failure = (status: number): TSchema =>
  Type.Object({
    code: Type.Literal(status),
    message: Type.String({ minLength: 1 }),
    error: Type.String({ minLength: 1 }),
    error_code: Type.String({ pattern: '^[A-Z_]+$' }),
    data: Type.Null(),
  })

const PREDICTION = {
  // Never with 429 in it: a client that finds these digits in an error's text submits once more.
  id: Type.String({ pattern: '^(?!.*429)[0-9a-f]{32}$' }),
  model: Type.String({ minLength: 1 }),
  status: Type.Enum(['created', 'processing', 'completed', 'failed']),
  outputs: Type.Array(Type.String()),
  // The Go client decodes `urls` as text to text, the AI SDK's provider reads `timings` as numbers only.
  urls: Type.Intersect([Type.Object({ get: Link }), Type.Record(Type.String(), Type.String())]),
  timings: Type.Record(Type.String(), Type.Number()),
  has_nsfw_contents: Type.Array(Type.Boolean()),
  created_at: Moment,
  error: Type.String(),
  code: Type.Optional(Type.Integer()),
  executionTime: Type.Integer({ minimum: 0 }),
}
const Inputs = Type.Record(Type.String(), Type.Unknown())
export const Prediction = Type.Object({ ...PREDICTION, input: Inputs })
export const PredictionList = Type.Object({
  page: Type.Integer({ minimum: 1 }),
  page_size: Type.Integer({ minimum: 1, maximum: 100 }),
  total: Type.Integer({ minimum: 0 }),
  items: Type.Array(Type.Object({ ...PREDICTION, input: Inputs, inputs: Inputs }), { minItems: 1 }),
})

const Property = Type.Object({ type: Type.Enum(['string', 'number', 'integer', 'boolean', 'array', 'object']) })
export const Models = Type.Array(
  Type.Object({
    model_id: Type.String({ pattern: '^[^/]+(/[^/]+)+$' }),
    name: Type.String({ minLength: 1 }),
    description: Type.String(),
    type: Type.String({ minLength: 1 }),
    base_price: Dollars,
    // The MCP server looks for inputs that move the price and must find none.
    formula: Type.Literal('{"total_price":base_price * 1}'),
    sort_order: Type.Integer({ minimum: 9000, maximum: 9004 }),
    api_schema: Type.Object({
      api_schemas: Type.Tuple([
        Type.Object({
          type: Type.Literal('model_run'),
          method: Type.Literal('POST'),
          server: Link,
          api_path: Type.String({ pattern: '^/api/v3/' }),
          request_schema: Type.Object({
            type: Type.Literal('object'),
            required: Type.Array(Type.String(), { minItems: 1 }),
            'x-order-properties': Type.Array(Type.String(), { minItems: 1 }),
            properties: Type.Record(Type.String(), Property),
          }),
        }),
      ]),
    }),
  }),
  { minItems: 1 },
)

const Usd = Type.Literal('USD')
export const Price = Type.Object({
  model_id: Type.String(),
  price: Dollars,
  discounted_price: Dollars,
  discount_rate: Type.Number({ minimum: 0, maximum: 100 }),
  currency: Usd,
})
export const UnitPrice = Type.Object({ model_id: Type.String(), unit_price: Dollars, currency: Usd })
export const Balance = Type.Object({ balance: Dollars })

export const Upload = Type.Object({
  type: Type.String({ minLength: 1 }),
  download_url: Link,
  filename: Type.String({ minLength: 1 }),
  size: Type.Integer({ minimum: 0 }),
})
export const Ticket = Type.Intersect([
  Upload,
  Type.Object({
    upload: Type.Object({
      method: Type.Literal('PUT'),
      url: Link,
      headers: Type.Record(Type.String(), Type.String()),
      expires_at: Moment,
    }),
  }),
])

export const Secret = Type.Object({ secret: Type.String({ pattern: '^whsec_' }) })
export const Deleted = Type.Object({ deleted_count: Type.Integer({ minimum: 0 }) })

export const Billings = Type.Object({
  page: Type.Integer({ minimum: 1 }),
  page_size: Type.Integer({ minimum: 1, maximum: 100 }),
  total: Type.Integer({ minimum: 0 }),
  has_more: Type.Boolean(),
  items: Type.Array(
    Type.Object({
      uuid: Type.String({ minLength: 1 }),
      billing_type: Type.Enum(['deduct', 'refund']),
      price: Dollars,
      access_key_name: Type.String(),
      access_key_uuid: Type.String(),
      created_at: Moment,
      updated_at: Moment,
      order: Type.Object({ uuid: Type.String(), state: Type.Enum(['pre', 'done']), price: Dollars }),
      prediction: Type.Object({ uuid: Type.String(), model_uuid: Type.String(), status: Type.String() }),
    }),
    { minItems: 1 },
  ),
})

const Spent = { amount: Dollars, count: Type.Integer({ minimum: 0 }) }
export const Usage = Type.Object({
  summary: Type.Object({
    total_cost: Dollars,
    total_requests: Type.Integer({ minimum: 0 }),
    success_requests: Type.Integer({ minimum: 0 }),
  }),
  per_model_usage: Type.Array(
    Type.Object({
      model_uuid: Type.String(),
      model_type: Type.String(),
      unit_price: Dollars,
      total_cost: Dollars,
      total_count: Type.Integer({ minimum: 1 }),
      last_used_date: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d' }),
    }),
    { minItems: 1 },
  ),
  daily_usage: Type.Array(
    Type.Object({
      date: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d' }),
      ...Spent,
      models: Type.Array(Type.Object({ model_uuid: Type.String(), ...Spent })),
    }),
    { minItems: 1 },
  ),
})
