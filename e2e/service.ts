import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const API_KEY = 'wsk_end-to-end-tests-only-0123456789abcdefghijkl'
export const MODEL = 'stability-ai/stable-audio-3/audio-to-audio'
export const CLI = fileURLToPath(new URL('../packages/server/dist/cli/main.js', import.meta.url))

/** A running `retimbre serve` with its own data folder, on a free port of the loopback interface. */
export interface Service {
  readonly url: string
  readonly pid: number
  /** What it has printed so far. */
  output(): string
  /** SIGKILL, as a crash or the kernel would. */
  kill(): Promise<void>
  /** SIGTERM, as an operator would. */
  stop(): Promise<void>
}

export interface DataFolder {
  readonly path: string
  remove(): void
}

export function dataFolder(): DataFolder {
  const path = mkdtempSync(join(tmpdir(), 'retimbre-e2e-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** With a ready, empty database in it, which spares the service the seconds of making one. */
export async function preparedDataFolder(): Promise<DataFolder> {
  const fixture = new URL('../packages/server/dist/testing/data-folder.test.fixture.js', import.meta.url)
  const { freshDataFolder } = await import(fixture.href)
  const path: string = await freshDataFolder()
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Checkpoints that happen to be installed on this machine must not serve a test. */
const NO_MODELS = join(tmpdir(), 'retimbre-e2e-no-models')

/** Environment of a fresh shell: nothing of ours that happens to be set may steer a test. */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined && !/^(RETIMBRE_|WAVESPEED_|PORT$|HOST$|NODE_OPTIONS$|VITEST|NODE_ENV$)/.test(name),
  ) as [string, string][]
  return { ...Object.fromEntries(kept), RETIMBRE_MODELS_CACHE: NO_MODELS, ...extra }
}

/** Resolves once the service says that it is ready, and rejects with its output when it ends before that. */
export async function startService(
  data: string,
  environment: Readonly<Record<string, string>> = {},
  /** A program, with its arguments, that becomes the command line that follows it, e.g. `nice`. */
  wrapper: readonly string[] = [],
): Promise<Service> {
  const [program = '', ...args] = [...wrapper, process.execPath, CLI, 'serve']
  const child = spawn(program, args, {
    env: cleanEnvironment({ RETIMBRE_DATA: data, RETIMBRE_API_KEY: API_KEY, PORT: '0', ...environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      const address = /https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/.exec(printed)
      if (address) resolve(address[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', (code) => reject(new Error(`the service ended with status ${code}:\n${printed}`)))
  })
  await readyAt(url)
  return {
    url,
    pid: child.pid ?? 0,
    output: () => printed,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

async function readyAt(url: string): Promise<void> {
  await until(async () => (await fetch(`${url}/healthz`).catch(() => undefined))?.status === 200)
}

/** Asks again and again until the answer is truthy; the test's own limit ends it otherwise. */
export async function until<T>(ask: () => Promise<T>, everyMs = 100): Promise<NonNullable<T>> {
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
