import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { randomToken } from '../../ids.ts'
import { fieldFault, REQUEST_FAULTS } from '../../input-faults.ts'
import { fill } from '../../sentence.ts'
import { callerOf } from '../gate/authentication.ts'
import { label, MAX_LABEL_CHARACTERS } from '../keys/label.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { invalid } from '../wavespeed/fields.ts'
import { API } from '../wavespeed/paths.ts'
import { amountOf } from './amount.ts'
import type { AdminContext } from './context.ts'
import { AccountParams, shownTopUp, TopUpObject, TopUpRequest } from './schemas.ts'

const TopUpList = Type.Object({ items: Type.Array(TopUpObject), total: Type.Integer() })

const tags = ['admin']

/** Credit that admins give and take back. */
export function topUpRoutes({ house, tools }: AdminContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    const topUp = {
      tags,
      summary: 'Give credit to an account, or take it back',
      errors: ['account_not_found', 'top_up_conflict', 'balance_too_low'] as const,
      description: 'A request that is repeated with its reference, or its Idempotency-Key, moves nothing more.',
      params: AccountParams,
      body: TopUpRequest,
      response: { 200: Success(TopUpObject) },
    }
    app.post(`${API}/admin/accounts/:id/top-up`, { schema: topUp }, async (request) => {
      const { amount, note, reference } = request.body
      const amountMicrodollars = amountOf('amount', amount)
      if (amountMicrodollars === 0) throw invalid(fieldFault('amount', 'zero'))
      const made = await house.topUps.make({
        accountId: request.params.id,
        amountMicrodollars,
        // Without one, the request is one of its kind.
        reference: referenceOf(request, reference) ?? randomToken(tools.random, 16),
        note: note === '' ? '' : label('note', note),
        madeBy: callerOf(request).keyId,
      })
      return success(shownTopUp(made))
    })

    const listing = {
      tags,
      summary: 'List the top-ups of an account',
      errors: ['account_not_found'] as const,
      params: AccountParams,
      response: { 200: Success(TopUpList) },
    }
    app.get(`${API}/admin/accounts/:id/top-ups`, { schema: listing }, async (request) => {
      const { id } = await house.accounts.find(request.params.id)
      const items = (await house.topUps.list(id)).map(shownTopUp)
      return success({ items, total: items.length })
    })
  }
}

function referenceOf(request: FastifyRequest, reference: string | undefined): string | undefined {
  const header = request.headers['idempotency-key']?.toString()
  const chosen = header ?? reference
  if (chosen === undefined) return undefined
  if (chosen.length > MAX_LABEL_CHARACTERS) {
    throw invalid(fill(REQUEST_FAULTS.reference, { most: MAX_LABEL_CHARACTERS }))
  }
  return label(header === undefined ? 'reference' : 'Idempotency-Key', chosen)
}
