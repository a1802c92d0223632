import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifySchema } from 'fastify'
import { Type } from 'typebox'
import type { Model } from '../../models/model.ts'
import { dollars } from '../../models/money.ts'
import type { ApiContext } from '../context.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { readFields } from '../wavespeed/fields.ts'
import { API } from '../wavespeed/paths.ts'
import { modelEntry } from './entry.ts'
import { knownModel } from './known-model.ts'
import { offeredModels } from './offered-models.ts'
import { ModelEntry, Price, PriceQuestion, UnitPrice } from './schemas.ts'
import { sendTaggedJson, TAGGED_JSON } from './tagged-json.ts'

const MODELS_SCHEMA = {
  summary: 'Models that can be run here now',
  tags: ['Models'],
  response: { 200: Success(Type.Array(ModelEntry)) },
  openapi: TAGGED_JSON,
} as const satisfies FastifySchema

const QUESTION = {
  description: 'Inputs may be incomplete; those that are given must be possible. Nothing is charged.',
  tags: ['Models'],
  errors: ['unknown_model'],
  body: PriceQuestion,
} as const satisfies FastifySchema

/** What can be run here now, and what a run would cost. */
export function modelRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const { addresses } = context
  return async (app) => {
    app.get(`${API}/models`, { schema: MODELS_SCHEMA }, async (request, reply) => {
      const server = addresses.base(request)
      const offers = await offeredModels(context)
      const entries = offers.map(({ model, engine }) => modelEntry(model, engine, server))
      return sendTaggedJson(request, reply, JSON.stringify(success(entries)))
    })
    app.post(
      `${API}/model/price`,
      {
        schema: {
          ...QUESTION,
          summary: 'What a run would cost',
          response: { 200: Success(Price) },
        },
      },
      async (request) => {
        const model = pricedModel(request.body)
        const price = dollars(model.priceMicrodollars)
        const currency = 'USD' as const
        return success({ model_id: model.id, price, discounted_price: price, discount_rate: 100, currency })
      },
    )
    app.post(
      `${API}/model/pricing`,
      {
        schema: {
          ...QUESTION,
          summary: 'What a run would cost, older path',
          deprecated: true,
          response: { 200: Success(UnitPrice) },
        },
      },
      async (request) => {
        const model = pricedModel(request.body)
        return success({ model_id: model.id, unit_price: dollars(model.priceMicrodollars), currency: 'USD' as const })
      },
    )
  }
}

/** Inputs may be incomplete, and those that are given must be possible. */
function pricedModel(question: { readonly model_id: string; readonly inputs: unknown }): Model {
  const model = knownModel(question.model_id)
  readFields(model.inputs, question.inputs, true)
  return model
}
