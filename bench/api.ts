/**
 * Latency of submit and status GET with 50 clients while a render runs: at the steady rate that 50 polling clients make
 * (corrected for coordinated omission), and as fast as it can. Submits are queued behind renders that outlast the run.
 */

import { cpus } from 'node:os'
import autocannon from 'autocannon'
import { prediction, submit, uploadClip } from '../e2e/api.ts'
import { tuneAsMp3 } from '../e2e/clip.ts'
import { API_KEY, dataFolder, MODEL, startService, until } from '../e2e/service.ts'

const CLIENTS = 50
const SECONDS = 8
/** 50 clients that poll once a second and submit once in five. */
const GET_RATE = 50
const SUBMIT_RATE = 10
/** Enough 120 s renders to outlast the measurement. */
const RENDERS = 12

interface Row {
  readonly what: string
  readonly engine: string
  readonly load: string
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly failed: number
}

const AUTHORIZED = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' }

async function measure(
  url: string,
  body: unknown,
  rate: number | undefined,
): Promise<Omit<Row, 'what' | 'engine' | 'load'>> {
  const latencies: number[] = []
  const instance = autocannon({
    url,
    connections: CLIENTS,
    duration: SECONDS,
    headers: AUTHORIZED,
    ...(rate === undefined ? {} : { overallRate: rate }),
    ...(body === undefined ? {} : { method: 'POST' as const, body: JSON.stringify(body) }),
  })
  instance.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds))
  const result = await instance
  latencies.sort((a, b) => a - b)
  const quantile = (q: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))] ?? Number.NaN
  return {
    perSecond: result.requests.total / SECONDS,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    failed: result.non2xx + result.errors,
  }
}

function print(rows: readonly Row[]): void {
  const table = rows.map((row) => [
    row.what,
    row.engine,
    row.load,
    row.perSecond.toFixed(0),
    row.p50.toFixed(1),
    row.p95.toFixed(1),
    row.p99.toFixed(1),
    `${row.failed}`,
  ])
  const head = ['request', 'engine', 'load', 'per second', 'p50 ms', 'p95 ms', 'p99 ms', 'failed']
  for (const line of [head, head.map(() => '---'), ...table]) console.log(`| ${line.join(' | ')} |`)
}

const data = dataFolder()
const service = await startService(data.path, { RETIMBRE_LOG: 'warn' })
try {
  const audio = await uploadClip(service, await tuneAsMp3(30), 'tune.mp3')
  const { id } = await submit(service, { audio, prompt: 'warm', duration: 1 })
  await until(async () => (await prediction(service, id)).status === 'completed')
  const status = `${service.url}/api/v3/predictions/${id}/result`
  const model = `${service.url}/api/v3/${MODEL}`
  const job = { audio, prompt: 'warm', duration: 1 }

  const rows: Row[] = []
  const add = async (what: string, engine: string, url: string, body: unknown, rate: number | undefined) => {
    rows.push({
      what,
      engine,
      load: rate === undefined ? 'as fast as it can' : `${rate} a second`,
      ...(await measure(url, body, rate)),
    })
  }
  await add('status GET', 'idle', status, undefined, GET_RATE)
  await add('status GET', 'idle', status, undefined, undefined)
  for (let i = 0; i < RENDERS; i++) {
    await submit(service, { audio, prompt: 'dark cinematic ambient, metallic, slow, spacious', duration: 120 })
  }
  await add('status GET', 'rendering', status, undefined, GET_RATE)
  await add('submit', 'rendering', model, job, SUBMIT_RATE)
  await add('status GET', 'rendering', status, undefined, undefined)
  await add('submit', 'rendering', model, job, undefined)

  console.log(`Node ${process.version}, ${cpus().length} cores, ${CLIENTS} clients, ${SECONDS} s a row`)
  print(rows)
} finally {
  await service.kill()
  data.remove()
}
