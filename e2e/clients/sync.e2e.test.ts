import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, inject, test } from 'vitest'
import { Client } from 'wavespeed'
import { Client as Client02 } from 'wavespeed-0.2'
import { finished } from '../api.ts'
import { tuneAsMp3 } from '../clip.ts'
import { API_KEY, MODEL, preparedDataFolder, startService } from '../service.ts'
import { startFaultyProxy } from './faulty-proxy.ts'
import { type HeldSource, startHeldSource } from './held-source.ts'
import { type Home, scratchHome } from './home.ts'
import { PYTHON_SDK, pythonClient } from './python.ts'
import { signIn, wavespeedCli } from './wavespeed-cli.ts'

// Client 0.2.3 gives a submit 10 s until the headers of its answer arrive, then submits again. No setting of the CLI
// shortens that, so the run must really take longer.
const LONG_RUN_MS = 15_000

let clip: Uint8Array

beforeAll(async () => {
  clip = await tuneAsMp3(1)
})

/** What a client made of one sync run. */
interface Outcome {
  readonly outputs: readonly string[] | null
  /** What it says when there are no outputs. */
  readonly text: string
}

const JAVASCRIPT = [
  ['0.3.2', (baseUrl: string) => new Client(API_KEY, { baseUrl, maxRetries: 2, retryInterval: 0.05 })],
  ['0.2.3', (baseUrl: string) => new Client02(API_KEY, { baseUrl, maxRetries: 2, retryInterval: 0.05 })],
] as const

/** Every client that has a sync mode, as a run of the model on a clip. */
const CLIENTS: readonly (readonly [string, (url: string, audio: string, home: Home) => Promise<Outcome>])[] = [
  ...JAVASCRIPT.map(
    ([version, connect]) =>
      [
        `wavespeed ${version}`,
        async (url: string, audio: string) => {
          const input = { audio, prompt: 'warm', duration: 1 }
          const { outputs, detail } = await connect(url).runNoThrow(MODEL, input, { enableSyncMode: true })
          return { outputs, text: String(detail.error) }
        },
      ] as const,
  ),
  [
    '@wavespeed/cli',
    async (url, audio, home) => {
      await signIn(home, url)
      const inputs = ['-i', `audio=${audio}`, 'duration=1', '-p', 'warm']
      const { stdout } = await wavespeedCli(home, ['run', MODEL, ...inputs, '--sync', '--json'])
      const { outputs = null, error } = JSON.parse(stdout) as { outputs?: string[]; error?: string }
      return { outputs, text: error ?? '' }
    },
  ],
  [
    'the Python SDK',
    async (url, audio, home) => {
      const input = { audio, prompt: 'warm', duration: 1 }
      const client = pythonClient(home, url)
      const { outputs, error } = await client.call<{ outputs: string[] | null; error: string }>(
        'run_no_throw',
        [MODEL, input],
        { enable_sync_mode: true },
      )
      return { outputs, text: error }
    },
  ],
]

const CLIENTS_HERE = CLIENTS.filter(([name]) => PYTHON_SDK || name !== 'the Python SDK')

/** Lets every client run at once, each through a proxy of its own that counts its submits. */
async function everyClient(
  serviceUrl: string,
  source: HeldSource,
): Promise<readonly (Outcome & { name: string; submits: number })[]> {
  return Promise.all(
    CLIENTS_HERE.map(async ([name, run]) => {
      const proxy = await startFaultyProxy(serviceUrl)
      const home = scratchHome()
      try {
        const outcome = await run(proxy.url, source.url, home)
        return { name, ...outcome, submits: proxy.seen.filter((line) => line === `POST /api/v3/${MODEL}`).length }
      } finally {
        home.remove()
        await proxy.close()
      }
    }),
  )
}

test.concurrent('a sync run of 15 s is one submit for every client, and each gets its result', async ({ expect }) => {
  const source = await startHeldSource(clip)
  try {
    void source.asked.then(() => delay(LONG_RUN_MS)).then(() => source.release())
    for (const { name, outputs, submits, text } of await everyClient(inject('serviceUrl'), source)) {
      expect(outputs, `${name}: ${text}`).toEqual([expect.stringMatching(/\.mp3$/)])
      expect(submits, name).toBe(1)
    }
  } finally {
    await source.close()
  }
})

test.concurrent('a sync run past the deadline is told so by every client, and the task goes on', async ({ expect }) => {
  const data = await preparedDataFolder()
  const source = await startHeldSource(clip)
  const settings = { RETIMBRE_SYNC_SECONDS: '1', RETIMBRE_ALLOW_SOURCE_HOSTS: source.host }
  const service = await startService(data.path, settings)
  try {
    for (const { name, outputs, submits, text } of await everyClient(service.url, source)) {
      expect(outputs, name).toBeNull()
      expect(text, name).toContain('Sync mode timed out')
      expect(submits, name).toBe(1)
      source.release()
      const id = /[0-9a-f]{32}/.exec(text)?.[0] ?? 'no id'
      expect((await finished(service, id)).status, name).toBe('completed')
    }
  } finally {
    await service.stop()
    await source.close()
    data.remove()
  }
})
