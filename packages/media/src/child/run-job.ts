import type { ChildProcess } from 'node:child_process'
import { MediaError } from '../errors.ts'
import type { MediaLimits } from '../limits.ts'
import { saysOutOfMemory } from './memory-words.ts'
import { childModule } from './module.ts'
import { type ChildReply, type MediaJob, parseReply, READY, type ResultOf } from './protocol.ts'
import { spawnLimited } from './spawn.ts'

/** The end of a child's standard error that is kept for the operator. */
const MAX_DETAIL_CHARACTERS = 2_000

// 500 ms: after the exit of the child its last message is already in the pipe; waiting longer helps nobody.
const LAST_MESSAGE_GRACE_MS = 500

/** What is known about a child once it is gone. */
export interface Departure {
  readonly reply: ChildReply<unknown> | undefined
  readonly killedFor: 'time' | 'abort' | undefined
  /** Its codecs were loaded. */
  readonly wasReady: boolean
  readonly exitCode: number | null
  readonly exitSignal: NodeJS.Signals | null
  readonly standardError: string
}

/** A child that waits for its one job, its codecs loaded meanwhile. */
export interface WaitingChild {
  /** Whether it is still there to be given its job. */
  isWaiting(): boolean
  /**
   * Settles only when the child is gone, which is at most a moment after the job is done, the wall clock is over (from now
   * on), or `signal` fires.
   *
   * @throws MediaError with the child's own code, or `limit_exceeded`, `cancelled`, `decoder_crashed`, `encoder_failed`,
   *   `codecs_unavailable`
   */
  run<Job extends MediaJob>(job: Job, signal: AbortSignal | undefined): Promise<ResultOf<Job>>
  /** Ends it without a job. Settles when it is gone. */
  dismiss(): Promise<void>
}

/**
 * Runs one job in a child of its own: see {@link WaitingChild.run}.
 *
 * @param folder the job's own folder; the caller removes it afterwards
 */
export async function runJob<Job extends MediaJob>(
  job: Job,
  folder: string,
  limits: MediaLimits,
  signal: AbortSignal | undefined,
): Promise<ResultOf<Job>> {
  if (signal?.aborted) throw new MediaError('cancelled')
  return startChild(folder, limits).run(job, signal)
}

/**
 * @param folder that of the job to come; the caller removes it once the child is gone
 * @throws MediaError `codecs_unavailable`
 */
export function startChild(folder: string, limits: MediaLimits): WaitingChild {
  const child = spawnChild(folder, limits)
  const watched = watch(child)
  return {
    isWaiting: () => child.connected && child.exitCode === null && child.signalCode === null,
    async run(job, signal) {
      const departure = await attend(watched, job, limits.maxSeconds, signal)
      const reply = departure.reply as ChildReply<ResultOf<typeof job>> | undefined
      if (departure.killedFor === 'abort') throw new MediaError('cancelled')
      if (reply === undefined) throw explain(departure, job.kind)
      if (!reply.ok) throw new MediaError(reply.code, reply.detail)
      return reply.result
    },
    async dismiss() {
      child.kill('SIGKILL')
      await watched.gone
    },
  }
}

function spawnChild(folder: string, { maxMemoryBytes, maxSeconds, niceness }: MediaLimits): ChildProcess {
  const module = childModule('./main', import.meta.url, { alone: true })
  try {
    // A second more processor time than wall clock: it only matters when the parent is no longer there to look.
    return spawnLimited(module, folder, { maxMemoryBytes, maxCpuSeconds: maxSeconds + 1, niceness })
  } catch (error) {
    throw new MediaError('codecs_unavailable', String(error))
  }
}

/** A child and what it has said, from its start on. */
interface WatchedChild {
  readonly child: ChildProcess
  readonly gone: Promise<Omit<Departure, 'killedFor'>>
}

function watch(child: ChildProcess): WatchedChild {
  let reply: ChildReply<unknown> | undefined
  let wasReady = false
  let standardError = ''
  const gone = new Promise<Omit<Departure, 'killedFor'>>((resolve) => {
    const leave = (exitCode: number | null, exitSignal: NodeJS.Signals | null): void =>
      resolve({ reply, wasReady, exitCode, exitSignal, standardError })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      standardError = (standardError + text).slice(-MAX_DETAIL_CHARACTERS)
    })
    child.on('message', (message) => {
      if (message === READY) wasReady = true
      else reply = parseReply(message)
    })
    child.on('error', (error) => {
      standardError += error.message
      if (child.pid === undefined) leave(null, null)
    })
    child.on('exit', (code, exitSignal) => setTimeout(() => leave(code, exitSignal), LAST_MESSAGE_GRACE_MS).unref())
    child.on('close', leave)
  })
  return { child, gone }
}

/** Gives a child its job, and kills it when the time is over or `signal` fires. */
async function attend(
  { child, gone }: WatchedChild,
  job: MediaJob,
  maxSeconds: number,
  signal: AbortSignal | undefined,
): Promise<Departure> {
  let killedFor: Departure['killedFor']
  const kill = (reason: 'time' | 'abort') => {
    killedFor = reason
    child.kill('SIGKILL')
  }
  const onAbort = () => kill('abort')
  if (signal?.aborted) onAbort()
  signal?.addEventListener('abort', onAbort)
  const wallClock = setTimeout(() => kill('time'), maxSeconds * 1000)
  // What cannot be sent is an `error` event, and so it is when the system had no more file handles for a channel.
  child.send?.(job)
  const facts = await gone
  clearTimeout(wallClock)
  signal?.removeEventListener('abort', onAbort)
  return { ...facts, killedFor }
}

/** A child that died without a word. */
export function explain(departure: Departure, jobKind: MediaJob['kind']): MediaError {
  const { exitCode, exitSignal, standardError } = departure
  const detail = `exit ${exitSignal ?? exitCode ?? 'before start'} ${standardError}`.trim()
  if (endedByLimit(departure)) return new MediaError('limit_exceeded', detail)
  if (exitSignal === null && exitCode === null) return new MediaError('codecs_unavailable', detail)
  return new MediaError(jobKind === 'encode' ? 'encoder_failed' : 'decoder_crashed', detail)
}

function endedByLimit({ killedFor, wasReady, exitSignal, standardError }: Departure): boolean {
  if (killedFor === 'time') return true
  // SIGXCPU and an unexpected SIGKILL come from the system: processor time or memory is used up.
  if (exitSignal === 'SIGXCPU' || exitSignal === 'SIGKILL') return true
  // Before the codecs are loaded nothing hostile has run: a crash is Node that finds no memory for its heap or threads.
  if (exitSignal !== null && !wasReady) return true
  // A thread that cannot be started ends Node without a word; a codec that gives up says why.
  if (exitSignal === 'SIGABRT' && standardError === '') return true
  return saysOutOfMemory(standardError)
}
