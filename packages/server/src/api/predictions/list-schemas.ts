import { type Static, Type } from 'typebox'
import type { Prediction } from '../../jobs/prediction.ts'
import { PAGE_FIELDS, pagingFields } from '../wavespeed/paging.ts'
import { PredictionObject } from '../wavespeed/prediction.ts'

const STATUSES = ['created', 'processing', 'completed', 'failed'] as const satisfies readonly Prediction['status'][]

/** Clients offer these as well; nothing here is ever in one of them. */
const FOREIGN_STATUSES = ['pending', 'cancelled', 'timeout', 'deleted'] as const

export type WireStatus = (typeof STATUSES)[number] | (typeof FOREIGN_STATUSES)[number]

/** Which predictions are wanted; as a body or as a query. */
export const ListQuestion = Type.Object(
  {
    ...pagingFields(100),
    model: Type.Optional(Type.String({ description: 'Exact model id.', maxLength: 200 })),
    status: Type.Optional(Type.Unsafe<WireStatus>({ type: 'string', enum: [...STATUSES, ...FOREIGN_STATUSES] })),
    created_after: Type.Optional(Type.String({ description: 'First moment, ISO 8601 or milliseconds since 1970.' })),
    created_before: Type.Optional(Type.String({ description: 'Last moment, ISO 8601 or milliseconds since 1970.' })),
    include_inputs: Type.Boolean({ default: false, description: 'Add the inputs to each item.' }),
  },
  { $id: 'PredictionListQuestion' },
)

export type ListQuestion = Static<typeof ListQuestion>

const { input, report, ...listed } = PredictionObject.properties

/** A prediction in a list: without its report, and with its inputs, under both names that clients know, when asked for. */
export const ListedPrediction = Type.Object(
  {
    ...listed,
    price: Type.Number({ description: 'Dollars; given back when the task failed, not charged while billing is off.' }),
    input: Type.Optional(input),
    inputs: Type.Optional(input),
  },
  { $id: 'ListedPrediction' },
)

export type ListedPrediction = Static<typeof ListedPrediction>

export const PredictionList = Type.Object({ ...PAGE_FIELDS, items: Type.Array(ListedPrediction) })

// A client that deletes a whole history sends it in parts; more in one statement would hold the database too long.
const MAX_IDS = 1000

export const DeleteQuestion = Type.Object(
  {
    ids: Type.Array(Type.String({ maxLength: 128 }), {
      maxItems: MAX_IDS,
      description: 'Unknown ids are passed over.',
    }),
  },
  { $id: 'DeleteQuestion' },
)

export const DeletedCount = Type.Object({ deleted_count: Type.Integer() })

export const DeletedPrediction = Type.Object({ id: Type.String(), status: Type.Literal('deleted') })
