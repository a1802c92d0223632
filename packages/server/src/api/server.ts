import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import type { House } from '../ports.ts'
import type { Settings } from '../settings.ts'
import { billingRoutes } from './account/billing-routes.ts'
import { accountRoutes } from './account/routes.ts'
import { createAddresses } from './addresses/addresses.ts'
import { adminRoutes } from './admin/routes.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import type { ApiContext, ServerTools } from './context.ts'
import { drawingRoutes } from './drawings/routes.ts'
import { eventRoutes } from './events/routes.ts'
import { logAccess } from './gate/access-log.ts'
import { authenticate } from './gate/authentication.ts'
import { allowOtherOrigins } from './gate/cors.ts'
import { answerErrors, sendFailure } from './gate/error-answers.ts'
import { checkHost } from './gate/host-check.ts'
import { readJsonBodies } from './gate/json-body.ts'
import { answerMalformedRequest } from './gate/malformed-requests.ts'
import { readBySchema } from './gate/read-by-schema.ts'
import { healthRoutes } from './health/routes.ts'
import { keyRoutes } from './keys/routes.ts'
import { mediaRoutes } from './media/routes.ts'
import { serveMetrics } from './metrics/routes.ts'
import { modelRoutes } from './models/routes.ts'
import { webCatalogueRoutes } from './models/web-catalogue.ts'
import { collectRoutes } from './openapi/collect-routes.ts'
import { openApiRoutes, openApiSource } from './openapi/routes.ts'
import { outputRoutes } from './outputs/routes.ts'
import { pageRoutes } from './page/routes.ts'
import { cancelRoutes } from './predictions/cancel-routes.ts'
import { historyRoutes } from './predictions/history-routes.ts'
import { rerunRoutes } from './predictions/rerun-routes.ts'
import { predictionRoutes } from './predictions/routes.ts'
import { referenceRoutes } from './reference/routes.ts'
import { formRoutes } from './uploads/form-routes.ts'
import { putRoutes } from './uploads/put-routes.ts'
import { ticketRoutes } from './uploads/ticket-routes.ts'
import { collapseSlashes } from './wavespeed/paths.ts'
import { webhookRoutes } from './webhooks/routes.ts'

// A slow line may need most of an hour for the largest upload; who takes longer holds a socket for nothing.
const MAX_REQUEST_MS = 3_600_000

// File addresses carry names of up to 120 bytes, three characters each when percent-encoded.
const MAX_PATH_PART_CHARACTERS = 2_000

// Short against the seconds that stopping a service may take, long against the cost of a look.
const IDLE_SWEEP_MS = 50

/** The HTTP side of the house, ready to `listen` or to be asked with `inject`. */
export function buildServer(house: House, settings: Settings, tools: ServerTools): FastifyInstance {
  const app: FastifyInstance = Fastify({
    loggerInstance: tools.log,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: MAX_REQUEST_MS,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PATH_PART_CHARACTERS },
    rewriteUrl: (request) => collapseSlashes(request.url ?? '/'),
    frameworkErrors: (error, request, reply) => {
      sendFailure(error, request, reply)
    },
    clientErrorHandler: answerMalformedRequest,
  })
  app.setValidatorCompiler(readBySchema)
  app.setSerializerCompiler(() => JSON.stringify)
  answerErrors(app, settings)
  readJsonBodies(app)
  app.addHook('onRequest', checkHost(settings))
  app.addHook('onRequest', allowOtherOrigins)
  app.addHook('onResponse', logAccess)
  registerRoutes(app, {
    house,
    settings,
    tools,
    addresses: createAddresses(settings),
    closing: closingSignal(app),
  })
  return app
}

function registerRoutes(app: FastifyInstance, context: ApiContext): void {
  const openApi = openApiSource(collectRoutes(app))
  serveMetrics(app, context)
  const open = app.withTypeProvider<TypeBoxTypeProvider>()
  open.register(healthRoutes(context))
  open.register(pageRoutes(context))
  open.register(openApiRoutes(context, openApi))
  open.register(referenceRoutes(context, openApi))
  open.register(mediaRoutes(context))
  if (context.settings.webCatalogue) open.register(webCatalogueRoutes(context))
  open.register(putRoutes(context))
  open.register(adminRoutes(context))
  open.register(eventRoutes(context))
  open.register(async (scope) => {
    scope.addHook('onRequest', authenticate(context.house.apiKeys))
    const keyed = scope.withTypeProvider<TypeBoxTypeProvider>()
    keyed.register(predictionRoutes(context))
    keyed.register(cancelRoutes(context))
    keyed.register(historyRoutes(context))
    keyed.register(rerunRoutes(context))
    keyed.register(modelRoutes(context))
    keyed.register(catalogueRoutes(context))
    keyed.register(accountRoutes(context))
    keyed.register(keyRoutes(context))
    keyed.register(billingRoutes(context))
    keyed.register(drawingRoutes(context))
    keyed.register(outputRoutes(context))
    keyed.register(ticketRoutes(context))
    keyed.register(formRoutes(context))
    keyed.register(webhookRoutes(context))
  })
}

/**
 * Aborted when the server begins to close. Held answers end then, and sockets go as soon as they are idle: left alone,
 * one whose last request was still being read would keep the server open until its keep-alive runs out.
 */
function closingSignal(app: FastifyInstance): AbortSignal {
  const closing = new AbortController()
  app.addHook('preClose', async () => {
    closing.abort()
    const sweep = setInterval(() => app.server.closeIdleConnections(), IDLE_SWEEP_MS)
    app.server.once('close', () => clearInterval(sweep))
    sweep.unref()
  })
  return closing.signal
}
