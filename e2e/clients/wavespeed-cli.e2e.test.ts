import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { decode } from '@retimbre/media'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { balance } from '../api.ts'
import { tuneAsMp3 } from '../clip.ts'
import { MODEL } from '../service.ts'
import { type Home, scratchHome } from './home.ts'
import type { Ended } from './program.ts'
import { signIn, wavespeedCli } from './wavespeed-cli.ts'

const service = { url: inject('serviceUrl') }

let home: Home
/** Where the uploaded clip lies. */
let audio: string

beforeAll(async () => {
  home = scratchHome()
  home.write('tune.mp3', await tuneAsMp3(2))
  // The CLI leaves the slash where it is, so every path begins with two.
  await signIn(home, `${service.url}/`)
  audio = (await json<{ url: string }>('upload', 'tune.mp3')).url
})
afterAll(async () => {
  home.remove()
})

const wavespeed = (...args: readonly string[]): Promise<Ended> => wavespeedCli(home, args)

async function succeed(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await wavespeed(...args)
  expect(status, `wavespeed ${args.join(' ')}\n${stdout}${stderr}`).toBe(0)
  return stdout
}

/** What a command prints with `--json`. */
const json = async <T>(...args: readonly string[]): Promise<T> => JSON.parse(await succeed(...args, '--json')) as T

interface Run {
  readonly outputs: readonly string[]
  readonly saved: readonly string[]
}

interface Listed {
  readonly id: string
  readonly outputs: readonly string[]
  readonly inputs: Readonly<Record<string, unknown>>
}

/** What the CLI lists, the newest first. */
const history = async (...args: readonly string[]): Promise<readonly Listed[]> =>
  (await json<{ items: readonly Listed[] }>('history', ...args)).items

test('login and status: the CLI accepts our key and keeps it, and takes no wrong one', async () => {
  const [status, config, wrong] = await Promise.all([
    succeed('status'),
    succeed('config'),
    wavespeed('login', '--api-key', 'wsk_0000000000000000000000000000000000000000', '--no-browser'),
  ])
  expect(status).toContain(service.url)
  expect(config).toContain(service.url)
  expect(wrong.status).toBe(1)
  expect(wrong.stderr).toContain('API rejected the key')
})

test('models, schema and run --help: the CLI shows what can be run and with what', async () => {
  const [found, other, schema, help, readable] = await Promise.all([
    json<readonly { model_id: string }[]>('models', 'audio', '--type', 'audio-to-audio', '--popular', '--refresh'),
    json<readonly unknown[]>('models', '--type', 'text-to-image'),
    json<{ required: string[]; properties: Record<string, unknown> }>('schema', MODEL),
    succeed('run', MODEL, '--help'),
    succeed('models'),
  ])
  expect(found.map((model) => model.model_id)).toContain(MODEL)
  expect(other).toEqual([])
  expect(schema.required).toEqual(['audio', 'prompt'])
  for (const name of Object.keys(schema.properties)) expect(help).toContain(name)
  expect(help).toContain('base price: $0.024')
  expect(readable).toContain('$0.024')
})

test('price and balance: the CLI asks what a run costs and what is left', async () => {
  const [price, readable, left] = await Promise.all([
    json<object>('price', MODEL, '-i', 'duration=30'),
    succeed('price', MODEL),
    json<{ balance: number }>('balance'),
  ])
  expect(price).toEqual({ model_id: MODEL, unit_price: 0.024, currency: 'USD' })
  expect(readable).toContain('$0.024 USD per call')
  expect(left.balance).toBe(await balance(service))
})

test('run: a prompt that is a number is a prompt, and the download has the right extension', async () => {
  const inputs = ['-i', `audio=${audio}`, 'prompt=2024', 'duration=1', 'output_format=flac']
  const { outputs, saved } = await json<Run>('run', MODEL, ...inputs, '--download')
  expect((await history('--limit', '1'))[0]).toMatchObject({ outputs, inputs: { prompt: '2024', duration: 1 } })
  expect(saved).toHaveLength(1)
  expect(extname(saved[0] ?? '')).toBe('.flac')
  expect((await decode(readFileSync(saved[0] ?? ''))).audio.left.length).toBe(44_100)
})

test('run: a plan travels key by key or as JSON, and a key that is none is refused by its name', async () => {
  const inputs = ['-i', `audio=${audio}`, 'duration=1', 'prompt=warm']
  await json<Run>('run', MODEL, ...inputs, 'plan.wet=0.4', 'plan.tempo=-0.2')
  await json<Run>('run', MODEL, ...inputs, 'plan={"wet": 0.4}')
  const [second, first] = await history('--limit', '2')
  expect(first).toMatchObject({ inputs: { plan: { wet: 0.4, tempo: -0.2 } } })
  expect(second).toMatchObject({ inputs: { plan: { wet: 0.4 } } })
  const refused = await wavespeed('run', MODEL, ...inputs, 'plan.reverb=1', '--json')
  expect(JSON.parse(refused.stdout).error).toMatch(/HTTP 400.*plan\.reverb/)
})

test('run --sync, an alias and a template: the CLI gets the result in one request', async () => {
  home.write('wavespeed.json', JSON.stringify({ aliases: { restyle: { model: MODEL, input: { duration: 1 } } } }))
  expect(await json('aliases')).toMatchObject({ restyle: { model: MODEL } })
  const template = join('out', 'result-{index}.{ext}')
  const { saved } = await json<Run>(
    'run',
    'restyle',
    '-i',
    `audio=${audio}`,
    '-p',
    'warm',
    '--sync',
    '--download',
    template,
  )
  expect(saved).toEqual([join(home.path, 'out', 'result-1.mp3')])
})

test('run: a task that fails or is refused ends the CLI with its reason', async () => {
  home.write('letter.mp3', 'Dear friend, this is not a song. '.repeat(40))
  const letter = (await json<{ url: string }>('upload', 'letter.mp3')).url
  const before = await balance(service)
  const [failed, refused] = await Promise.all([
    wavespeed('run', MODEL, '-i', `audio=${letter}`, '-p', 'warm', '--json'),
    wavespeed('run', MODEL, '-i', `audio=${letter}`, 'duration=500', '-p', 'warm', '--json'),
  ])
  expect(failed.status).toBe(1)
  expect(JSON.parse(failed.stdout).error).toMatch(/not.* audio/i)
  expect(refused.status).toBe(1)
  expect(JSON.parse(refused.stdout).error).toMatch(/HTTP 400.*duration/)
  expect(await balance(service)).toBe(before)
})

test('history, show, download and delete: the CLI finds a run again, fetches it and removes it', async () => {
  const prompt = 'cathedral at night'
  const { outputs } = await json<Run>('run', MODEL, '-i', `audio=${audio}`, 'duration=1', '-p', prompt)
  const [newest] = await history('--status', 'completed', '--model', MODEL)
  expect(newest).toMatchObject({ outputs, inputs: { prompt } })
  const id = newest?.id ?? 'no id'
  const [readable, shown, downloaded] = await Promise.all([
    succeed('history', '--limit', '5'),
    json<object>('show', id),
    json<Run>('download', outputs[0] ?? '', '-o', 'again.mp3'),
  ])
  expect(readable).toContain(id)
  expect(shown).toMatchObject({ id, status: 'completed', input: { prompt }, outputs })
  expect((await decode(readFileSync(downloaded.saved[0] ?? ''))).audio.left.length).toBeGreaterThan(40_000)
  await succeed('delete', id, '--yes')
  const gone = await wavespeed('show', id, '--json')
  expect(JSON.parse(gone.stdout).error).toContain('404')
})

test('logout and config --reset forget the key and the address', async () => {
  const other = scratchHome()
  const inOther = (...args: readonly string[]) => wavespeedCli(other, args)
  try {
    await signIn(other, service.url)
    expect((await inOther('balance')).status).toBe(0)
    await inOther('logout')
    expect((await inOther('balance')).stderr).toContain('No API key configured')
    await inOther('config', '--reset')
    expect((await inOther('status')).stdout).not.toContain(service.url)
  } finally {
    other.remove()
  }
})

test('the commands that need no service work beside it', async () => {
  const [open, topUp, skill, version] = await Promise.all([
    succeed('open', 'docs', '--print'),
    succeed('top-up', '--print'),
    succeed('skill', 'install', '--print'),
    succeed('--version'),
  ])
  expect(open).toMatch(/^https:/)
  expect(topUp).toContain('Top up')
  expect(skill).toContain('wavespeed')
  expect(version.trim()).toBe('0.2.2')
})
