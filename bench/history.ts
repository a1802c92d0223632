/**
 * List, billing search and usage with 100,000 predictions stored in the embedded database, one request after the other,
 * while nothing is rendered. Every answer's `total` is checked against the seeded number.
 */

import { cpus } from 'node:os'
import { API_KEY, dataFolder, MODEL, startService } from '../e2e/service.ts'

const STORED = Number(process.env.BENCH_PREDICTIONS ?? 100_000)
const ROUNDS = 200

/** The goal, at the 95th percentile. */
const GOAL_MS = 50

interface Question {
  readonly what: string
  readonly path: string
  /** Of one round. */
  readonly body: (round: number) => Record<string, unknown>
  readonly total?: number
}

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

const LIST = 'predictions'
const BILLS = 'billings/search'
const QUESTIONS: readonly Question[] = [
  { what: 'list, 100 newest', path: LIST, body: () => ({}), total: STORED },
  {
    what: 'list, 20 with inputs, last day',
    path: LIST,
    body: () => ({ page_size: 20, created_after: hoursAgo(24), include_inputs: true }),
  },
  {
    what: 'list, any page',
    path: LIST,
    body: (round) => ({ page: 1 + ((round * 7919) % (STORED / 100)) }),
    total: STORED,
  },
  { what: 'list, by model', path: LIST, body: (round) => ({ model: MODEL, page: 1 + (round % 100) }) },
  { what: 'list, failed', path: LIST, body: (round) => ({ status: 'failed', page: 1 + (round % 20) }) },
  {
    what: 'list, failed of a model',
    path: LIST,
    body: (round) => ({ status: 'failed', model: MODEL, page: 1 + (round % 20) }),
  },
  { what: 'list, created', path: LIST, body: () => ({ status: 'created' }), total: Math.min(20, STORED) },
  {
    what: 'list, three odd hours',
    path: LIST,
    body: (round) => ({ created_after: hoursAgo(5 + (round % 150)), created_before: hoursAgo(2.3 + (round % 150)) }),
  },
  { what: 'bills, 10 newest', path: BILLS, body: () => ({}) },
  {
    what: 'bills, any page of 100',
    path: BILLS,
    body: (round) => ({ page_size: 100, page: 1 + ((round * 7919) % (STORED / 100)) }),
  },
  {
    what: 'bills, refunds',
    path: BILLS,
    body: (round) => ({ billing_type: 'refund', page_size: 100, page: 1 + (round % 20) }),
  },
  {
    what: 'bills, by model, oldest first',
    path: BILLS,
    body: (round) => ({ model_uuid: MODEL, sort: 'created_at ASC', page: 1 + round }),
  },
  { what: 'bills, by a key used rarely', path: BILLS, body: () => ({ access_key_uuid: 'seeded-3', page_size: 100 }) },
  { what: 'bills, last day', path: BILLS, body: () => ({ start_time: hoursAgo(24), page_size: 100 }) },
  { what: 'usage, 30 days', path: 'user/usage_stats', body: () => ({}) },
]

async function ask(url: string, { what, path, body, total }: Question, round: number): Promise<number> {
  const begun = performance.now()
  const response = await fetch(`${url}/api/v3/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body(round)),
  })
  const { data } = JSON.parse(await response.text())
  const milliseconds = performance.now() - begun
  if (response.status !== 200) throw new Error(`${what}: HTTP ${response.status}`)
  if (total !== undefined && data.total !== total) throw new Error(`${what}: total is ${data.total}, not ${total}`)
  return milliseconds
}

async function measure(url: string, question: Question): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await ask(url, question, round))
  return times.sort((a, b) => a - b)
}

/** Runs while no service does: the data folder is one process's. */
async function seed(folder: string): Promise<void> {
  const built = (path: string) => import(new URL(`../packages/server/dist/${path}`, import.meta.url).href)
  const { openDatabase } = await built('store/database/open.js')
  const { seedPredictions } = await built('testing/seed-predictions.test.fixture.js')
  const database = await openDatabase(folder)
  await seedPredictions(database, STORED)
  await database.close()
}

const data = dataFolder()
await (await startService(data.path, { RETIMBRE_LOG: 'warn' })).stop()
const seeding = performance.now()
await seed(data.path)
console.log(`${STORED} predictions stored in ${Math.round((performance.now() - seeding) / 1000)} s`)
const service = await startService(data.path, { RETIMBRE_LOG: 'warn' })
try {
  console.log(`Node ${process.version}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores`)
  const head = ['request', 'p50 ms', 'p95 ms', 'p99 ms', `p95 under ${GOAL_MS} ms`]
  for (const line of [head, head.map(() => '---')]) console.log(`| ${line.join(' | ')} |`)
  for (const question of QUESTIONS) {
    // The first answers of a fresh process are its compiler's and its disk's.
    for (let round = 0; round < 5; round++) await ask(service.url, question, round)
    const times = await measure(service.url, question)
    const quantile = (q: number): number => times[Math.floor(q * (times.length - 1))] ?? Number.NaN
    const figures = [quantile(0.5), quantile(0.95), quantile(0.99)].map((time) => time.toFixed(1))
    console.log(`| ${[question.what, ...figures, quantile(0.95) < GOAL_MS ? 'yes' : 'no'].join(' | ')} |`)
  }
} finally {
  await service.kill()
  data.remove()
}
