import { decode, encode, OUTPUT_FORMATS, type OutputFormat } from '@retimbre/media'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { balance, download } from '../api.ts'
import { tune, tuneAsMp3 } from '../clip.ts'
import { MODEL } from '../service.ts'
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts'
import { type Home, scratchHome } from './home.ts'
import { PYTHON_SDK, type PythonClient, pythonClient } from './python.ts'

const PRICE = 0.024
const QUICK = { poll_interval: 0.1 }

interface Run {
  readonly outputs: readonly string[]
}

describe.skipIf(!PYTHON_SDK)('the Python SDK', () => {
  const service = { url: inject('serviceUrl') }
  let home: Home
  let proxy: FaultyProxy
  let client: PythonClient
  let clipPath: string

  beforeAll(async () => {
    home = scratchHome()
    clipPath = home.write('tune.mp3', await tuneAsMp3(2))
    proxy = await startFaultyProxy(service.url)
    client = pythonClient(home, `${proxy.url}//`)
  })
  afterAll(async () => {
    await proxy.close()
    home.remove()
  })

  test.each([{}, { enable_sync_mode: true }])('uploads a file and runs the model with %j', async (mode) => {
    const audio = await client.call('upload', [clipPath])
    const input = { audio, prompt: 'telephone call', duration: 1, output_format: 'wav' }
    const { outputs } = await client.call<Run>('run', [MODEL, input], { ...QUICK, ...mode })
    expect((await decode(await download(outputs[0] ?? ''))).audio.left.length).toBe(44_100)
  })

  test('uploads each of the seven formats, byte for byte', async () => {
    const uploads = (Object.keys(OUTPUT_FORMATS) as OutputFormat[]).map(async (format) => {
      const bytes = await encode(tune(1), { format })
      const address = await client.call<string>('upload', [home.write(`şarkı no 1.${format}`, bytes)])
      expect(address).toMatch(new RegExp(`\\.${format}$`))
      expect((await download(address)).equals(bytes)).toBe(true)
    })
    expect(await Promise.all(uploads)).toHaveLength(7)
  })

  test('may upload an empty file, which it sends in chunks, and a task says that it is empty', async () => {
    const audio = await client.call('upload', [home.write('empty.wav', '')])
    await expect(client.call('run', [MODEL, { audio, prompt: 'warm' }], QUICK)).rejects.toThrow(/empty/)
  })

  test('shows the reason of a failed task, once, and nothing is paid', async () => {
    const audio = await client.call('upload', [home.write('letter.mp3', 'This is not a song. '.repeat(50))])
    const before = await balance(service)
    const failed = await client.call('run_no_throw', [MODEL, { audio, prompt: 'warm' }], QUICK)
    expect(failed).toMatchObject({ status: 'failed', outputs: null, error: expect.stringMatching(/not.* audio/i) })
    expect(await balance(service)).toBe(before)
  })

  test('outlives errors and a hang-up while it polls, and pays for one task', async () => {
    const audio = await client.call('upload', [clipPath])
    const before = await balance(service)
    proxy.breakNext(/^GET .*\/result$/, [500, 429, 503, 'hang-up'])
    await client.call('run', [MODEL, { audio, prompt: 'warm', duration: 1 }], QUICK)
    expect(before - (await balance(service))).toBeCloseTo(PRICE)
  })
})
