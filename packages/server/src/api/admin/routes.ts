import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { authenticateAdmin } from '../gate/admin-authentication.ts'
import { adminAccountRoutes } from './account-routes.ts'
import type { AdminContext } from './context.ts'
import { adminKeyRoutes } from './key-routes.ts'
import { topUpRoutes } from './top-up-routes.ts'

/** What concerns the accounts of others; to everybody but admins there is nothing at these addresses. */
export function adminRoutes(context: AdminContext): FastifyPluginAsyncTypebox {
  const { house, tools } = context
  return async (app) => {
    app.addHook('onRequest', authenticateAdmin(house.apiKeys, tools.localAdminToken))
    app.register(adminAccountRoutes(context))
    app.register(topUpRoutes(context))
    app.register(adminKeyRoutes(context))
  }
}
