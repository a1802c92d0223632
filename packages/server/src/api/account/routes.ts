import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { dollars } from '../../models/money.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { API } from '../wavespeed/paths.ts'

const Balance = Type.Object({ balance: Type.Number({ description: 'Dollars.' }) })
const FirstGenerationBalance = Type.Object({ balance: Type.Number(), currency: Type.Literal('USD') })

/** What the caller's account can still spend. */
export function accountRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const balanceOf = async (request: FastifyRequest) =>
    dollars(await context.house.ledger.balanceMicrodollars(callerOf(request).accountId))
  return async (app) => {
    app.get(
      `${API}/balance`,
      { schema: { summary: 'What the account can spend', tags: ['Account'], response: { 200: Success(Balance) } } },
      async (request) => success({ balance: await balanceOf(request) }),
    )
    app.get(
      `${API}/account/balance`,
      {
        schema: {
          summary: 'What the account can spend, older path',
          tags: ['Account'],
          deprecated: true,
          response: { 200: Success(FirstGenerationBalance) },
        },
      },
      async (request) => success({ balance: await balanceOf(request), currency: 'USD' as const }),
    )
  }
}
