import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import { MODELS } from '../../models/catalogue.ts'
import { VERSION } from '../../version.ts'
import type { ApiContext } from '../context.ts'
import { Success, success } from '../wavespeed/envelope.ts'

const Health = Type.Object(
  {
    status: Type.Literal('ok'),
    version: Type.String(),
    models: Type.Array(Type.String(), { description: 'Models that can be run here now.' }),
  },
  { $id: 'Health' },
)

const HEALTH = {
  summary: 'Can the service do its work?',
  tags: ['Service'],
  errors: ['unavailable'],
  response: { 200: Success(Health) },
} as const satisfies FastifySchema

/** For whoever watches over the service: can it do its work? */
export function healthRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/healthz', { schema: HEALTH }, async () => {
      if (context.closing.aborted) throw new ServerError('unavailable')
      await checkVitals(context)
      const engines = await Promise.all(MODELS.map((model) => context.house.engines.engineFor(model.id)))
      const models = MODELS.filter((_, index) => engines[index]).map((model) => model.id)
      return success({ status: 'ok' as const, version: VERSION, models })
    })
  }
}

async function checkVitals({ house }: ApiContext): Promise<void> {
  try {
    await house.vitals.check()
  } catch (error) {
    throw new ServerError('unavailable', {}, { cause: error })
  }
}
