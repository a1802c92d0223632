import { resolve } from 'node:path'
import {
  type AcceptLicence,
  accessToken,
  type HubFetch,
  type InstalledCheckpoint,
  installFromFolder,
  publishedCheckpoint,
  pullCheckpoint,
} from '@retimbre/stable-audio'
import { readSettings } from '../settings.ts'
import { hubConnection } from './hub-connection.ts'
import { acceptSilently, askForLicence } from './licence-question.ts'
import { progressBar } from './progress-bar.ts'
import { type PullCommand, readPullCommand } from './pull-command.ts'
import { type PullDisplay, pullDisplay } from './pull-display.ts'

/** As a shell counts a command that Ctrl-C ended. */
const INTERRUPTED = 130

/** Installs a checkpoint from the hub or from a folder. */
export async function pull(args: readonly string[]): Promise<number> {
  const command = readPullCommand(args)
  const interrupt = new AbortController()
  process.once('SIGINT', () => interrupt.abort())
  const connection = hubConnection()
  const bar = progressBar(process.stderr)
  const { signal } = interrupt
  const accept = command.yes
    ? acceptSilently(process.stderr)
    : askForLicence({ input: process.stdin, output: process.stderr, signal })
  const display = pullDisplay({ bar, print: (line) => process.stderr.write(`${line}\n`), nowMs: Date.now })
  try {
    const installed = await install(command, {
      ...{ accept, display, signal, fetch: connection.fetch, environment: process.env },
    })
    bar.clear()
    process.stdout.write(`${installed.name} is installed: ${installed.folder}\n`)
    if (command.cache !== undefined) {
      process.stdout.write(`For the service to find it there: RETIMBRE_MODELS_CACHE=${resolve(command.cache)}\n`)
    }
    return 0
  } catch (error) {
    if (!signal.aborted) throw error
    bar.clear()
    process.stderr.write('Stopped. What has arrived is kept; the same command goes on from there.\n')
    return INTERRUPTED
  } finally {
    bar.clear()
    await connection.close()
  }
}

export interface InstallTools {
  readonly accept: AcceptLicence
  readonly display: PullDisplay
  readonly fetch: HubFetch
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** @throws StableAudioError as `pullCheckpoint` and `installFromFolder` do */
export async function install(command: PullCommand, tools: InstallTools): Promise<InstalledCheckpoint> {
  const { display, environment } = tools
  const cacheFolder = command.cache ?? readSettings(environment).engine.modelsCache
  const steps =
    command.from === undefined
      ? await fromHub(command, cacheFolder, tools)
      : installFromFolder({
          ...{ name: command.name, from: command.from, cacheFolder },
          ...{ acceptLicence: tools.accept, signal: tools.signal },
        })
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
    display.show(step.value)
  }
}

async function fromHub(
  { name, token, endpoint }: PullCommand,
  cacheFolder: string,
  { accept, fetch, environment, signal }: InstallTools,
): Promise<ReturnType<typeof pullCheckpoint>> {
  const mirror = endpoint ?? (environment.HF_ENDPOINT || undefined)
  return pullCheckpoint({
    ...{ checkpoint: publishedCheckpoint(name), cacheFolder, acceptLicence: accept, fetch, signal },
    token: token ?? (await accessToken(environment, mirror)),
    endpoint: mirror,
  })
}
