/** A process that visits hostile servers one after another and reports what it cost. Told where by its first argument. */

import { callWebhook } from '../../webhooks/call.ts'
import { fetched } from './fetched.test.fixture.ts'

export interface Visit {
  readonly kind: 'source' | 'webhook'
  readonly port: number
  readonly totalMs: number
}

export interface VisitReport {
  readonly outcome: string
  readonly milliseconds: number
  /** How far this visit has raised the most memory that the process ever had. */
  readonly grownMebibytes: number
}

const [, , told = '[]', maxBytesTold] = process.argv
const maxBytes = Number(maxBytesTold)
const allowedHosts = ['127.0.0.1']
const peakMebibytes = (): number => process.resourceUsage().maxRSS / 1024

async function visit({ kind, port, totalMs }: Visit): Promise<string> {
  const limits = { connectMs: totalMs, idleMs: totalMs, totalMs, maxAnswerBytes: 64 * 1024 }
  const url = `http://127.0.0.1:${port}/`
  if (kind === 'source') {
    return fetched(url, { limits, maxBytes, allowedHosts }).then(
      (bytes) => `${bytes.length} bytes`,
      (error: Error) => error.message,
    )
  }
  const { signal } = new AbortController()
  const { httpStatus, reason } = await callWebhook({ url, headers: {}, body: '{}' }, { limits, allowedHosts }, signal)
  return `${httpStatus ?? 'none'}: ${reason ?? 'delivered'}`
}

const [warmUp, ...visits]: readonly Visit[] = JSON.parse(told)
if (!warmUp) throw new Error('nobody to visit')
for (const kind of ['source', 'webhook'] as const) await visit({ ...warmUp, kind })
const reports: VisitReport[] = []
for (const one of visits) {
  const [began, before] = [performance.now(), peakMebibytes()]
  const outcome = await visit(one)
  reports.push({ outcome, milliseconds: performance.now() - began, grownMebibytes: peakMebibytes() - before })
}
process.stdout.write(JSON.stringify(reports))
