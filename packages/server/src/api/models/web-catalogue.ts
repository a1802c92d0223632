import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { Model } from '../../models/model.ts'
import { dollars } from '../../models/money.ts'
import type { ApiContext } from '../context.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { readFields } from '../wavespeed/fields.ts'
import { pageRequest } from '../wavespeed/paging.ts'
import { modelEntry } from './entry.ts'
import { knownModel } from './known-model.ts'
import { type OfferedModel, offeredModels } from './offered-models.ts'
import { TypeCounts, type WebModel, WebModelDetail, WebModelPage, WebPriceQuestion, WebSearch } from './schemas.ts'

const WEB = '/center/default/api/v1/model_product'

/**
 * The catalogue as the hosted service's web site gives it, for ComfyUI nodes and old desktop builds, which read it there
 * without a key. It tells no more than the page and the health check do: what is installed, and prices.
 */
export function webCatalogueRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const { addresses, house } = context
  return async (app) => {
    const tags = ['Web catalogue']
    const counts = { tags, summary: 'How many models there are of each type', response: { 200: Success(TypeCounts) } }
    app.get(`${WEB}/type_statistics`, { schema: counts }, async () => success(countTypes(await offeredModels(context))))

    const search = {
      tags,
      summary: 'Models, by type',
      querystring: WebSearch,
      response: { 200: Success(WebModelPage) },
    }
    app.get(`${WEB}/search`, { schema: search }, async (request) => {
      const { page, page_size, types } = request.query
      const wanted = types?.split(',').map((type) => type.trim())
      const found = (await offeredModels(context)).filter(({ model }) => wanted?.includes(model.type) ?? true)
      const { offset, limit } = pageRequest(request.query)
      return success({
        page,
        page_size,
        total: found.length,
        items: found.slice(offset, offset + limit).map(({ model }) => webModel(model)),
      })
    })

    const detail = {
      ...{
        tags,
        errors: ['unknown_model', 'model_not_installed'] as const,
        summary: 'One model with its inputs',
        params: Type.Object({ '*': Type.String() }),
      },
      response: { 200: Success(WebModelDetail) },
    }
    app.get(`${WEB}/detail/*`, { schema: detail }, async (request) => {
      const model = knownModel(request.params['*'])
      const engine = await house.engines.engineFor(model.id)
      if (!engine) throw new ServerError('model_not_installed', { model: model.id, install: model.install })
      const { api_schema } = modelEntry(model, engine, addresses.base(request))
      return success({ ...webModel(model), api_schema })
    })

    const price = {
      ...{ tags, errors: ['unknown_model'] as const, summary: 'Price of a run', body: WebPriceQuestion },
      response: { 200: Success(MILLIONTHS) },
    }
    app.post(`${WEB}/calculate`, { schema: price }, async (request) => {
      const model = knownModel(request.body.model_uuid)
      readFields(model.inputs, request.body.inputs, true)
      return success(model.priceMicrodollars)
    })
  }
}

const MILLIONTHS = Type.Integer({ description: 'Millionths of a dollar.' })

function webModel(model: Model): Static<typeof WebModel> {
  return {
    model_id: model.id,
    model_uuid: model.id,
    model_name: model.id,
    description: model.description,
    cover_url: '',
    type: model.type,
    base_price: dollars(model.priceMicrodollars),
  }
}

function countTypes(offers: readonly OfferedModel[]): Static<typeof TypeCounts> {
  const counts = new Map<string, number>()
  for (const { model } of offers) counts.set(model.type, (counts.get(model.type) ?? 0) + 1)
  return [...counts].map(([type, count]) => ({ type, count }))
}
