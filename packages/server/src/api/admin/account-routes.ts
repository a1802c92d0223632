import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { label } from '../keys/label.ts'
import { LimitsRequest, requestedLimits } from '../keys/limits.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { API } from '../wavespeed/paths.ts'
import { amountOf } from './amount.ts'
import type { AdminContext } from './context.ts'
import { AccountObject, AccountParams, AccountRequest, shownAccount } from './schemas.ts'

const AccountList = Type.Object({ items: Type.Array(AccountObject), total: Type.Integer() })

const tags = ['admin']
const response = { 200: Success(AccountObject) }
const one = { tags, errors: ['account_not_found'], params: AccountParams, response } as const

/** Who may use this server. */
export function adminAccountRoutes({ house, settings }: AdminContext): FastifyPluginAsyncTypebox {
  const { accounts } = house
  return async (app) => {
    const listing = { tags, summary: 'List all accounts', response: { 200: Success(AccountList) } }
    app.get(`${API}/admin/accounts`, { schema: listing }, async () => {
      const items = (await accounts.list()).map(shownAccount)
      return success({ items, total: items.length })
    })

    const errors = ['account_exists'] as const
    const creation = { tags, summary: 'Create an account', errors, body: AccountRequest, response }
    app.post(`${API}/admin/accounts`, { schema: creation }, async (request) => {
      const { name, credit, role } = request.body
      const creditMicrodollars =
        credit === undefined ? settings.newAccountCreditMicrodollars : amountOf('credit', credit)
      return success(shownAccount(await accounts.create({ name: label('name', name), role, creditMicrodollars })))
    })

    app.get(`${API}/admin/accounts/:id`, { schema: { ...one, summary: 'Look at an account' } }, async (request) =>
      success(shownAccount(await accounts.find(request.params.id))),
    )

    const suspension = {
      ...one,
      errors: ['account_not_found', 'owner_account'] as const,
      summary: 'Suspend an account',
      description: 'All its keys are refused from now on. What it has submitted runs on.',
    }
    app.post(`${API}/admin/accounts/:id/suspend`, { schema: suspension }, async (request) =>
      success(shownAccount(await accounts.suspend(request.params.id))),
    )

    const limiting = {
      ...one,
      summary: 'Set the limits of an account',
      description: "Both at once: what is left out becomes the server's default.",
      body: LimitsRequest,
    }
    app.post(`${API}/admin/accounts/:id/limits`, { schema: limiting }, async (request) =>
      success(shownAccount(await accounts.setLimits(request.params.id, requestedLimits(request.body)))),
    )

    const resumption = { ...one, summary: 'End the suspension of an account' }
    app.post(`${API}/admin/accounts/:id/resume`, { schema: resumption }, async (request) =>
      success(shownAccount(await accounts.resume(request.params.id))),
    )
  }
}
