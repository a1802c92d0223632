import { fork, type StdioOptions } from 'node:child_process'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { childModule } from '@retimbre/media'
import { ServerError } from '../errors.ts'
import { childEnvironment } from '../jobs/child-environment.ts'
import type { DrawingAnswer, DrawingKind } from './messages.ts'

// 90 s: the codecs give up after 60, and drawing ten minutes of sound takes a few more. Only a process that hangs is left.
const MAX_MS = 90_000

/**
 * Draws in a process of its own, which is gone afterwards. The clip only passes through this one.
 * @throws ServerError `undrawable` with a sentence about the file
 */
export async function drawApart(kind: DrawingKind, clip: Readable, maxMs: number = MAX_MS): Promise<Uint8Array> {
  const answer = await answerOf(kind, clip, maxMs)
  if (answer.ok) return answer.drawing
  if (answer.reason === undefined) throw new Error(answer.detail)
  throw new ServerError('undrawable', { reason: answer.reason }, { cause: answer.detail })
}

function answerOf(kind: DrawingKind, clip: Readable, maxMs: number): Promise<DrawingAnswer> {
  const { path, execArgv } = childModule('./drawing-main', import.meta.url, { alone: true })
  const env = childEnvironment(process.env)
  const stdio: StdioOptions = ['pipe', 'inherit', 'inherit', 'ipc']
  const child = fork(path, [kind], { execArgv: [...execArgv], env, stdio, serialization: 'advanced' })
  return new Promise((resolve) => {
    let answer: DrawingAnswer = {
      ok: false,
      reason: undefined,
      detail: 'the process that draws ended without an answer',
    }
    const limit = setTimeout(() => child.kill('SIGKILL'), maxMs)
    child.on('message', (message: DrawingAnswer) => {
      answer = message
    })
    const leave = (): void => {
      clearTimeout(limit)
      resolve(answer)
    }
    child.once('close', leave)
    child.once('error', (error) => {
      answer = { ok: false, reason: undefined, detail: String(error) }
      if (child.pid === undefined) leave()
    })
    // A process that ends before it has read everything answers for itself.
    if (child.stdin) pipeline(clip, child.stdin).catch(() => {})
  })
}
