import Fastify, { type FastifyInstance } from 'fastify'
import { answerErrors } from '../gate/error-answers.ts'
import { readBySchema } from '../gate/read-by-schema.ts'
import type { AdminContext } from './context.ts'
import { adminRoutes } from './routes.ts'

/** The admin's routes alone, to be asked with `inject`: what the command line uses while no server runs. */
export function buildAdminServer(context: AdminContext): FastifyInstance {
  const app = Fastify()
  app.setValidatorCompiler(readBySchema)
  app.setSerializerCompiler(() => JSON.stringify)
  answerErrors(app, context.settings)
  app.register(adminRoutes(context))
  return app
}
