import { type Static, Type } from 'typebox'
import { PAGE_FIELDS, pagingFields } from '../wavespeed/paging.ts'

// Looked up one by one; more in one statement would hold the database too long.
const MAX_PREDICTIONS = 1000

const BILLING_TYPES = ['deduct', 'refund'] as const
const SORTS = ['created_at ASC', 'created_at DESC'] as const

/** Which bills are wanted; as a body or as a query. */
export const BillingQuestion = Type.Object(
  {
    ...pagingFields(10),
    billing_type: Type.Optional(Type.Unsafe<(typeof BILLING_TYPES)[number]>({ type: 'string', enum: BILLING_TYPES })),
    prediction_uuids: Type.Optional(Type.Array(Type.String({ maxLength: 128 }), { maxItems: MAX_PREDICTIONS })),
    model_uuid: Type.Optional(Type.String({ description: 'Exact model id.', maxLength: 200 })),
    access_key_uuid: Type.Optional(Type.String({ description: 'Id of an API key.', maxLength: 128 })),
    start_time: Type.Optional(Type.String({ description: 'First moment, ISO 8601 or milliseconds since 1970.' })),
    end_time: Type.Optional(Type.String({ description: 'Last moment, ISO 8601 or milliseconds since 1970.' })),
    sort: Type.Unsafe<(typeof SORTS)[number]>({ type: 'string', enum: SORTS, default: 'created_at DESC' }),
  },
  { $id: 'BillingQuestion' },
)

export type BillingQuestion = Static<typeof BillingQuestion>

const Order = Type.Object({
  uuid: Type.String(),
  state: Type.Unsafe<'pre' | 'done'>({ type: 'string', enum: ['pre', 'done'], description: '"pre": only set aside.' }),
  status: Type.Unsafe<'pending' | 'success' | 'refunded'>({ type: 'string', enum: ['pending', 'success', 'refunded'] }),
  price: Type.Number(),
  origin_price: Type.Number(),
  ak_id: Type.String(),
})

/** One bill on the wire (API contract, 1.12). Amounts are in dollars. */
export const BillObject = Type.Object(
  {
    uuid: Type.String(),
    billing_type: Type.Unsafe<(typeof BILLING_TYPES)[number]>({ type: 'string', enum: BILLING_TYPES }),
    price: Type.Number(),
    access_key_name: Type.String(),
    access_key_uuid: Type.String(),
    created_at: Type.String(),
    updated_at: Type.String(),
    order: Order,
    prediction: Type.Object({ uuid: Type.String(), model_uuid: Type.String(), status: Type.String() }),
  },
  { $id: 'Bill' },
)

export type BillObject = Static<typeof BillObject>

export const BillList = Type.Object({ ...PAGE_FIELDS, has_more: Type.Boolean(), items: Type.Array(BillObject) })

/** Which span of time is asked about. */
export const UsageQuestion = Type.Object(
  {
    start_time: Type.Optional(
      Type.String({ description: 'ISO 8601 or milliseconds; 30 days before the end if left out.' }),
    ),
    end_time: Type.Optional(Type.String({ description: 'ISO 8601 or milliseconds; now if left out.' })),
    model_uuid: Type.Optional(Type.String({ description: 'Exact model id.', maxLength: 200 })),
  },
  { $id: 'UsageQuestion' },
)

export type UsageQuestion = Static<typeof UsageQuestion>

/** Usage on the wire (API contract, 1.13). A run belongs to the day (UTC) of its submit; counts and costs are of completed runs. */
export const Usage = Type.Object(
  {
    summary: Type.Object({
      total_cost: Type.Number(),
      total_requests: Type.Integer({ description: 'Of every submit, however it ended.' }),
      success_requests: Type.Integer(),
    }),
    per_model_usage: Type.Array(
      Type.Object({
        model_uuid: Type.String(),
        model_type: Type.String(),
        unit_price: Type.Number(),
        total_cost: Type.Number(),
        total_count: Type.Integer(),
        last_used_date: Type.String(),
      }),
    ),
    daily_usage: Type.Array(
      Type.Object({
        date: Type.String(),
        amount: Type.Number(),
        count: Type.Integer(),
        models: Type.Array(Type.Object({ model_uuid: Type.String(), amount: Type.Number(), count: Type.Integer() })),
      }),
    ),
  },
  { $id: 'Usage' },
)

export type Usage = Static<typeof Usage>
