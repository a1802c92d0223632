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
  summary: 'Is the service alive?',
  description: 'Whoever gets no answer should start it again.',
  tags: ['Service'],
  errors: ['unavailable'],
  response: { 200: Success(Health) },
} as const satisfies FastifySchema

const READINESS = {
  summary: 'Can the service do its work?',
  description:
    'The database answers, a worker lives, the data folder takes files and has room for them. The failure says which ' +
    'of these does not hold.',
  tags: ['Service'],
  errors: ['unavailable', 'not_ready'],
  response: { 200: Success(Type.Object({ status: Type.Literal('ready') })) },
} as const satisfies FastifySchema

/** For whoever watches over the service. Neither asks for a key, so neither says anything of this machine. */
export function healthRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/healthz', { schema: HEALTH }, async () => {
      refuseWhileClosing(context)
      const engines = await Promise.all(MODELS.map((model) => context.house.engines.engineFor(model.id)))
      const models = MODELS.filter((_, index) => engines[index]).map((model) => model.id)
      return success({ status: 'ok' as const, version: VERSION, models })
    })
    app.get('/readyz', { schema: READINESS }, async () => {
      refuseWhileClosing(context)
      const failing = await context.house.vitals.failing()
      if (failing.length > 0) throw new ServerError('not_ready', { checks: failing.join(', ') })
      return success({ status: 'ready' as const })
    })
  }
}

function refuseWhileClosing({ closing }: ApiContext): void {
  if (closing.aborted) throw new ServerError('unavailable')
}
