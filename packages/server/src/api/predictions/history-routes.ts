import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { Prediction } from '../../jobs/prediction.ts'
import { dollars } from '../../models/money.ts'
import type { PredictionFilter } from '../../ports.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { takeNoBody } from '../wavespeed/no-body.ts'
import { pageRequest } from '../wavespeed/paging.ts'
import { API } from '../wavespeed/paths.ts'
import { presentPrediction } from '../wavespeed/prediction.ts'
import { justAfter, readTime } from '../wavespeed/times.ts'
import {
  DeletedCount,
  DeletedPrediction,
  DeleteQuestion,
  type ListedPrediction,
  ListQuestion,
  PredictionList,
} from './list-schemas.ts'

const TAGS = ['Predictions']

/** An account's predictions as a list, and their removal. */
export function historyRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const { history } = context.house
  return async (app) => {
    const list = {
      tags: TAGS,
      summary: 'List predictions, newest first',
      description: 'Only what is younger than the retention. Results are always addresses here, never base64.',
      response: { 200: Success(PredictionList) },
    }
    app.get(
      `${API}/predictions`,
      { schema: { ...list, summary: 'List predictions, by query', querystring: ListQuestion } },
      async (request) => success(await listPredictions(context, request, request.query)),
    )
    app.post(
      `${API}/predictions`,
      { schema: { ...list, body: ListQuestion }, preValidation: takeNoBody },
      async (request) => success(await listPredictions(context, request, request.body)),
    )
    app.post(
      `${API}/predictions/delete`,
      {
        schema: {
          tags: TAGS,
          summary: 'Delete predictions with their results',
          description: 'What has not ended is cancelled first, and its price given back. Bills and usage stay.',
          body: DeleteQuestion,
          response: { 200: Success(DeletedCount) },
        },
      },
      async (request) => {
        const removed = await history.remove(callerOf(request).accountId, [...new Set(request.body.ids)])
        return success({ deleted_count: removed.length })
      },
    )
    app.delete(
      `${API}/predictions/:id`,
      {
        schema: {
          tags: TAGS,
          summary: 'Delete one prediction with its results',
          description: 'What has not ended is cancelled first, and its price given back. Bills and usage stay.',
          errors: ['prediction_not_found'],
          params: Type.Object({ id: Type.String() }),
          response: { 200: Success(DeletedPrediction) },
        },
      },
      async (request) => {
        const { id } = request.params
        const removed = await history.remove(callerOf(request).accountId, [id])
        if (removed.length === 0) throw new ServerError('prediction_not_found')
        return success({ id, status: 'deleted' as const })
      },
    )
  }
}

async function listPredictions(
  context: ApiContext,
  request: FastifyRequest,
  question: ListQuestion,
): Promise<Static<typeof PredictionList>> {
  const { page, page_size, include_inputs: withInputs } = question
  const filter = filterOf(question)
  const { total, items } =
    filter === undefined
      ? { total: 0, items: [] }
      : await context.house.history.page(callerOf(request).accountId, filter, pageRequest(question))
  return { page, page_size, total, items: items.map((one) => listedPrediction(context, request, one, withInputs)) }
}

/** `undefined` when nothing can match. */
function filterOf({ model, status, ...times }: ListQuestion): PredictionFilter | undefined {
  const createdFrom = readTime('created_after', times.created_after)
  const createdBefore = justAfter(readTime('created_before', times.created_before))
  switch (status) {
    case 'pending':
    case 'cancelled':
    case 'timeout':
    case 'deleted':
      return undefined
    default:
      return { model, status, createdFrom, createdBefore }
  }
}

/** Results are always addresses here: a page of a hundred would be gigabytes of base64. */
function listedPrediction(
  { addresses }: ApiContext,
  request: FastifyRequest,
  prediction: Prediction,
  withInputs: boolean,
): ListedPrediction {
  const outputs = prediction.status === 'completed' ? prediction.outputs : []
  const shown = presentPrediction(
    prediction,
    addresses.result(request, prediction.id),
    outputs.map((key) => addresses.file(request, key)),
  )
  const { input, report: _, ...item } = shown
  return { ...item, price: dollars(prediction.priceMicrodollars), ...(withInputs && { input, inputs: input }) }
}
