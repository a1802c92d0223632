import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifySchema } from 'fastify'
import type { Static } from 'typebox'
import { MODELS } from '../../models/catalogue.ts'
import type { ApiContext } from '../context.ts'
import { sendTaggedJson, TAGGED_JSON } from '../models/tagged-json.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { API } from '../wavespeed/paths.ts'
import { catalogueCheckpoint } from './catalogue-checkpoint.ts'
import { catalogueModel, type Place } from './catalogue-model.ts'
import { catalogueServer } from './catalogue-server.ts'
import { Catalogue } from './schemas.ts'

const CATALOGUE = {
  summary: 'This server, and all models and checkpoints, served or not',
  description:
    'With how the server is set up, and what is to be installed for models that are not served. `checkpoints` may be a few ' +
    'seconds old.',
  tags: ['Models'],
  response: { 200: Success(Catalogue) },
  openapi: TAGGED_JSON,
} as const satisfies FastifySchema

/** Ours alone: what could be run here beside what can. */
export function catalogueRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const { addresses } = context
  return async (app) => {
    app.get(`${API}/catalogue`, { schema: CATALOGUE }, async (request, reply) => {
      const place = { server: addresses.base(request), file: (key: string) => addresses.file(request, key) }
      return sendTaggedJson(request, reply, JSON.stringify(success(await catalogue(context, place))))
    })
  }
}

async function catalogue({ house, settings }: ApiContext, place: Place): Promise<Static<typeof Catalogue>> {
  const entries = await house.checkpoints.entries()
  const offers = await Promise.all(
    MODELS.map(async (model) => ({ model, engine: await house.engines.engineFor(model.id) })),
  )
  const serving = new Set(offers.flatMap(({ model, engine }) => engine?.checkpoints?.[model.id]?.[0]?.name ?? []))
  return {
    server: catalogueServer(settings),
    models: offers.map(({ model, engine }) => catalogueModel(model, engine, place)),
    checkpoints: entries.map((entry) => catalogueCheckpoint(entry, serving)),
  }
}
