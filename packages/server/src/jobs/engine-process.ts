import { type ChildProcess, fork } from 'node:child_process'
import { childModule } from '@retimbre/media'
import type { EngineSettings } from '../engines/settings.ts'
import type { Log } from '../log.ts'
import { childEnvironment } from './child-environment.ts'
import type { EngineAnswer, EngineCommand } from './engine-messages.ts'
import { openMailbox } from './mailbox.ts'
import { startWatchdog } from './watchdog.ts'

/**
 * Makes glibc give large blocks back when they are freed. Without it 0.4 to 1.6 GiB of closed ONNX Runtime sessions stay
 * with the process (engine feasibility, section 2); other allocators do not know the variables. The same as
 * `processEnvironment()` of the library, which the worker need not load for it.
 */
const ALLOCATOR = { MALLOC_MMAP_THRESHOLD_: '1048576', MALLOC_TRIM_THRESHOLD_: '1048576' }

/** One life of the process that an engine lives in. */
export interface EngineProcess {
  readonly pid: number | undefined
  /** Resolves when the process is gone, also when it never came to be. */
  readonly gone: Promise<void>
  /** Does nothing once the process is gone. */
  tell(command: EngineCommand): void
  /**
   * Sends one command and gives its answers, until the reader has enough or the process is gone. A process that says
   * nothing for `silenceMs` is killed. How fast the answers are read does not matter.
   */
  converse(command: EngineCommand, silenceMs: number): AsyncGenerator<EngineAnswer, void>
  /** Lets go of the process, which then ends by itself; it is killed when that takes longer than `graceMs`. */
  dismiss(graceMs: number): Promise<void>
  kill(): void
}

export function startEngineProcess(moduleUrl: string, settings: EngineSettings, log: Log): EngineProcess {
  const { path, execArgv } = childModule('./engine-main', import.meta.url)
  const env = { ...childEnvironment(process.env), ...ALLOCATOR }
  const child = fork(path, [moduleUrl, JSON.stringify(settings)], {
    execArgv: [...execArgv],
    env,
    serialization: 'advanced',
  })
  const { pid } = child
  const gone = departure(child, moduleUrl, log)
  const kill = (): void => void child.kill('SIGKILL')

  const tell = (command: EngineCommand): void => {
    // The connection can end between the check and the write; the callback keeps that from being thrown.
    if (pid !== undefined && child.connected) child.send(command, () => {})
  }

  const converse = (command: EngineCommand, silenceMs: number): AsyncGenerator<EngineAnswer, void> => {
    const mailbox = openMailbox<EngineAnswer>()
    const watchdog = startWatchdog(silenceMs, () => {
      log.error({ moduleUrl, pid, silenceMs }, 'the engine process fell silent and is killed')
      kill()
    })
    const onMessage = (message: EngineAnswer): void => {
      watchdog.feed()
      if (message.id !== command.id) return
      mailbox.put(message)
      // Every other answer is the last; what the reader does with it afterwards is its own affair.
      if (message.kind !== 'event') watchdog.stop()
    }
    child.on('message', onMessage)
    void gone.then(mailbox.end)
    tell(command)
    return mailbox.take(() => {
      watchdog.stop()
      child.off('message', onMessage)
    })
  }

  return {
    ...{ pid, gone, tell, converse, kill },
    async dismiss(graceMs) {
      if (pid !== undefined && child.connected) child.disconnect()
      const killTimer = setTimeout(kill, graceMs)
      await gone
      clearTimeout(killTimer)
    },
  }
}

/** A process that could not be started reports an error, and never an exit. */
function departure(child: ChildProcess, moduleUrl: string, log: Log): Promise<void> {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      log.error({ err: error, moduleUrl }, 'the engine process could not be reached')
      if (child.pid === undefined) resolve()
    })
    child.once('exit', (code, signal) => {
      log.debug({ moduleUrl, code, signal }, 'the engine process ended')
      resolve()
    })
  })
}
