/**
 * Latency of submit and status GET with the engine idle and busy, two ways: 50 clients that each poll once a second and
 * submit once in five, at moments of their own, as the official clients do; and 50 connections as fast as they can
 * (autocannon). Of the clients, latency counts from the moment a request was due, so a slow answer cannot hide the wait of
 * the next one. Then what the processes hold in memory once there are 10,000 predictions. Embedded database, fsync on.
 */

import { Agent, request } from 'node:http'
import { cpus } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import autocannon from 'autocannon'
import { prediction, submit, uploadClip } from '../e2e/api.ts'
import { tuneAsMp3 } from '../e2e/clip.ts'
import { descendants, residentBytes } from '../e2e/processes.ts'
import { API_KEY, dataFolder, MODEL, startService, until } from '../e2e/service.ts'

const CLIENTS = 50
const SECONDS = 20
const FLAT_OUT_SECONDS = 8
const POLL_EVERY_MS = 1000
/** One turn in five is a submit. */
const TURNS_A_SUBMIT = 5
const PREDICTIONS = 10_000
/** Enough 120 s renders to outlast the measurement. */
const RENDERS = 12

const HEADERS = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' }

interface Row {
  readonly what: string
  readonly engine: string
  readonly load: string
  readonly perSecond: number
  readonly latencies: readonly number[]
  readonly failed: number
}

/** Milliseconds until the answer was read whole; NaN when it was not a success. */
function timed(agent: Agent, url: string, body: string | undefined): Promise<number> {
  const due = performance.now()
  return new Promise((resolve) => {
    const call = request(url, { agent, headers: HEADERS, method: body === undefined ? 'GET' : 'POST' }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode === 200 ? performance.now() - due : Number.NaN))
    })
    call.on('error', () => resolve(Number.NaN))
    call.end(body)
  })
}

/** 50 clients for a while, their turns spread over each second. */
async function pollingClients(engine: string, statusUrl: string, submitUrl: string, body: string): Promise<Row[]> {
  const agent = new Agent({ keepAlive: true })
  const gets: Promise<number>[] = []
  const submits: Promise<number>[] = []
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const start = performance.now() + (client * POLL_EVERY_MS) / CLIENTS
      for (let turn = 0; turn < SECONDS; turn++) {
        await pause(Math.max(0, start + turn * POLL_EVERY_MS - performance.now()))
        if ((turn + client) % TURNS_A_SUBMIT === 0) submits.push(timed(agent, submitUrl, body))
        gets.push(timed(agent, statusUrl, undefined))
      }
    }),
  )
  const rows = [row('status GET', engine, await Promise.all(gets)), row('submit', engine, await Promise.all(submits))]
  agent.destroy()
  return rows
}

function row(what: string, engine: string, answers: readonly number[]): Row {
  const latencies = answers.filter((milliseconds) => !Number.isNaN(milliseconds))
  const load = `${CLIENTS} polling clients`
  return {
    what,
    engine,
    load,
    latencies,
    perSecond: answers.length / SECONDS,
    failed: answers.length - latencies.length,
  }
}

async function flatOut(what: string, engine: string, url: string, body: string | undefined): Promise<Row> {
  const latencies: number[] = []
  const options = {
    url,
    connections: CLIENTS,
    duration: FLAT_OUT_SECONDS,
    headers: HEADERS,
    ...(body === undefined ? {} : { method: 'POST' as const, body }),
  }
  const { requests, non2xx, errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)))
    instance.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds)
    })
  })
  const load = `${CLIENTS} flat out`
  return { what, engine, load, latencies, perSecond: requests.total / FLAT_OUT_SECONDS, failed: non2xx + errors }
}

function print(rows: readonly Row[]): void {
  const head = ['request', 'engine', 'load', 'per second', 'p50 ms', 'p95 ms', 'p99 ms', 'failed']
  const lines = rows.map(({ what, engine, load, perSecond, latencies, failed }) => {
    const sorted = latencies.toSorted((a, b) => a - b)
    const quantile = (q: number) => (sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN).toFixed(1)
    return [what, engine, load, perSecond.toFixed(0), quantile(0.5), quantile(0.95), quantile(0.99), `${failed}`]
  })
  for (const line of [head, head.map(() => '---'), ...lines]) console.log(`| ${line.join(' | ')} |`)
}

/** While its worker stands still nothing is rendered. It would be replaced after 15 s of silence, so not for longer. */
async function withIdleEngine<T>(work: () => Promise<T>): Promise<T> {
  const [worker = 0] = descendants(service.pid, 'worker-main')
  process.kill(worker, 'SIGSTOP')
  try {
    return await work()
  } finally {
    process.kill(worker, 'SIGCONT')
  }
}

/** Of the server, and of it with its worker and engines; pages that processes share count in each. */
function memory(when: string): string {
  const megabytes = (pids: readonly number[]): string => `${Math.round(residentBytes(pids) / 1e6)} MB`
  return `${when}: server ${megabytes([service.pid])}, all ${megabytes([service.pid, ...descendants(service.pid)])}`
}

const countOf = ({ perSecond, failed }: Row): number => Math.round(perSecond * FLAT_OUT_SECONDS) - failed

const data = dataFolder()
const service = await startService(data.path, { RETIMBRE_LOG: 'warn', RETIMBRE_SUBMITS_PER_MINUTE: '0' })
try {
  const audio = await uploadClip(service, await tuneAsMp3(30), 'tune.mp3')
  const { id } = await submit(service, { audio, prompt: 'warm', duration: 1 })
  await until(async () => (await prediction(service, id)).status === 'completed')
  const statusUrl = `${service.url}/api/v3/predictions/${id}/result`
  const submitUrl = `${service.url}/api/v3/${MODEL}`
  const body = JSON.stringify({ audio, prompt: 'warm', duration: 1 })

  // The first seconds of a fresh process are its compiler's.
  const idleGets = await flatOut('status GET', 'idle', statusUrl, undefined)
  const memories = [memory('at the start')]
  for (let i = 0; i < RENDERS; i++) {
    await submit(service, { audio, prompt: 'dark cinematic ambient, metallic, slow, spacious', duration: 120 })
  }
  console.log(`Node ${process.version}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores`)
  const clients = await pollingClients('rendering', statusUrl, submitUrl, body)
  const busyGets = await flatOut('status GET', 'rendering', statusUrl, undefined)
  const busySubmits = await flatOut('submit', 'rendering', submitUrl, body)
  const idleSubmits = await withIdleEngine(() => flatOut('submit', 'idle', submitUrl, body))
  print([idleGets, idleSubmits, ...clients, busyGets, busySubmits])

  const made = countOf(busySubmits) + countOf(idleSubmits)
  // Each connection makes one at least.
  const amount = made < PREDICTIONS ? Math.max(CLIENTS, PREDICTIONS - made) : 0
  if (amount > 0)
    await autocannon({ url: submitUrl, connections: CLIENTS, amount, headers: HEADERS, method: 'POST', body })
  memories.push(memory(`after ${made + amount} predictions`))
  console.log(memories.join('\n'))
} finally {
  await service.kill()
  data.remove()
}
