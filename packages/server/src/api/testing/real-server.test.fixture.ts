import type { FastifyInstance } from 'fastify'
import { systemClock } from '../../clock.ts'
import type { House, HouseOptions } from '../../house.ts'
import { systemRandom } from '../../ids.ts'
import type { Settings } from '../../settings.ts'
import { openTestHouse } from '../../testing/test-house.test.fixture.ts'
import type { ServerTools } from '../context.ts'
import { createLog } from '../log.ts'
import { type CollectedRoute, collectRoutes } from '../openapi/collect-routes.ts'
import { buildServer } from '../server.ts'

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  /** The whole body, read as JSON. */
  readonly body: ReturnType<typeof JSON.parse>
}

export interface RealServer {
  readonly app: FastifyInstance
  readonly house: House & { readonly settings: Settings }
  /** Every route there is; complete once something was asked. */
  readonly routes: readonly CollectedRoute[]
  /** The owner's key. */
  readonly ownerKey: string
  /** @param key sent as it is; nothing when absent */
  ask(key: string | undefined, method: Method, url: string, body?: object): Promise<Answer>
  /** A new account with one key. */
  admit(name: string): Promise<{ readonly accountId: string; readonly key: string; readonly keyId: string }>
  close(): Promise<void>
}

/** The server on a real house with the embedded database; nothing is rendered there. */
export async function realServer(
  settings: Partial<Settings> = {},
  tools: Partial<ServerTools> = {},
  options: Partial<HouseOptions> = {},
): Promise<RealServer> {
  const house = await openTestHouse(settings, options)
  const app = buildServer(house, house.settings, {
    ...{ clock: systemClock, random: systemRandom, log: createLog('silent') },
    ...tools,
  })
  const routes = collectRoutes(app)
  return {
    app,
    house,
    routes,
    ownerKey: house.firstKey.key ?? '',
    async ask(key, method, url, body) {
      const headers = key === undefined ? {} : { authorization: `Bearer ${key}` }
      const response = await app.inject({ method, url, headers, ...(body && { payload: body }) })
      return { status: response.statusCode, headers: response.headers, body: response.json() }
    },
    async admit(name) {
      const { id } = await house.accounts.create({ name, role: 'member', creditMicrodollars: 0 })
      return house.apiKeys.create(id, 'laptop')
    },
    async close() {
      await app.close()
      await house.close()
    },
  }
}
