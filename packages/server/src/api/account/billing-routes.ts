import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { fieldFault, pairFault } from '../../input-faults.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { invalid } from '../wavespeed/fields.ts'
import { takeNoBody } from '../wavespeed/no-body.ts'
import { pageRequest } from '../wavespeed/paging.ts'
import { API } from '../wavespeed/paths.ts'
import { justAfter, readTime } from '../wavespeed/times.ts'
import { BillingQuestion, BillList, Usage, UsageQuestion } from './billing-schemas.ts'
import { presentBill } from './present-bill.ts'
import { presentUsage } from './present-usage.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const LONGEST_USAGE_DAYS = 31
const USUAL_USAGE_DAYS = 30

/** What an account was charged, entry by entry, and what it used, in sums. Both outlive predictions. */
export function billingRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    const tags = ['Account']
    const bills = { tags, summary: 'Search billing records', response: { 200: Success(BillList) } }
    const usage = { tags, summary: 'Usage of up to 31 days, by model and by day', response: { 200: Success(Usage) } }
    const older = { deprecated: true, description: 'Older path of the same, with the question in the query.' }
    const takingNoBody = { preValidation: takeNoBody }
    app.post(
      `${API}/billings/search`,
      { schema: { ...bills, body: BillingQuestion }, ...takingNoBody },
      async (request) => success(await searchBills(context, request, request.body)),
    )
    app.get(
      `${API}/account/billings`,
      { schema: { ...bills, ...older, querystring: BillingQuestion } },
      async (request) => success(await searchBills(context, request, request.query)),
    )
    app.post(
      `${API}/user/usage_stats`,
      { schema: { ...usage, body: UsageQuestion }, ...takingNoBody },
      async (request) => success(await usageOf(context, request, request.body)),
    )
    app.get(`${API}/account/usage`, { schema: { ...usage, ...older, querystring: UsageQuestion } }, async (request) =>
      success(await usageOf(context, request, request.query)),
    )
  }
}

async function searchBills(
  { house }: ApiContext,
  request: FastifyRequest,
  question: BillingQuestion,
): Promise<Static<typeof BillList>> {
  const page = pageRequest(question)
  const filter = {
    type: question.billing_type,
    predictionIds: question.prediction_uuids,
    model: question.model_uuid,
    keyId: question.access_key_uuid,
    createdFrom: readTime('start_time', question.start_time),
    createdBefore: justAfter(readTime('end_time', question.end_time)),
    newestFirst: question.sort === 'created_at DESC',
  }
  const { total, items } = await house.billing.search(callerOf(request).accountId, filter, page)
  return {
    page: question.page,
    page_size: question.page_size,
    total,
    has_more: page.offset + items.length < total,
    items: items.map(presentBill),
  }
}

async function usageOf({ house, tools }: ApiContext, request: FastifyRequest, question: UsageQuestion): Promise<Usage> {
  const end = readTime('end_time', question.end_time) ?? tools.clock()
  const start = readTime('start_time', question.start_time) ?? new Date(end.getTime() - USUAL_USAGE_DAYS * DAY_MS)
  if (end < start) throw invalid(fieldFault('end_time', 'not_before', { field: 'start_time' }))
  if (end.getTime() - start.getTime() > LONGEST_USAGE_DAYS * DAY_MS) {
    throw invalid(pairFault('start_time', 'end_time', 'days_apart', { most: LONGEST_USAGE_DAYS }))
  }
  const span = { from: start, before: end, model: question.model_uuid }
  return presentUsage(await house.billing.usage(callerOf(request).accountId, span))
}
