import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode } from '@retimbre/media'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tuneAsMp3 } from './clip.ts'
import { CLI, cleanEnvironment, type DataFolder, dataFolder } from './service.ts'
import { writeTinyCheckpoint } from './tiny-checkpoint.ts'

let folder: DataFolder
let clip: string

beforeAll(async () => {
  folder = dataFolder()
  clip = join(folder.path, 'tune.mp3')
  writeFileSync(clip, await tuneAsMp3(4))
})
afterAll(() => folder.remove())

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

const retimbre = (...args: string[]): Ended => retimbreWith({}, ...args)

function retimbreWith(variables: Readonly<Record<string, string>>, ...args: string[]): Ended {
  const env = cleanEnvironment(variables)
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', cwd: folder.path, env })
}

test('transform makes a file of the wanted kind and length without a service, and repeats it by seed', async () => {
  const render = (output: string) =>
    retimbre('transform', clip, 'warm lo-fi tape', '-o', output, '--duration', '3', '--seed', '5', '--json')
  const first = render('one.wav')
  expect(first.stderr).toBe('')
  expect(first.status).toBe(0)
  expect(JSON.parse(first.stdout)).toMatchObject({ engine: 'dsp-restyle', seed: 5, output: 'one.wav' })
  expect((await decode(join(folder.path, 'one.wav'))).audio.left.length).toBe(3 * 44_100)

  expect(render('two.wav').status).toBe(0)
  expect(readFileSync(join(folder.path, 'one.wav')).equals(readFileSync(join(folder.path, 'two.wav')))).toBe(true)
})

test('a plan in a file takes the place of what the words give, and the plan that was asked for is such a file', () => {
  const render = (output: string, ...options: string[]) =>
    retimbre('transform', clip, 'warm tape', '-o', output, '--duration', '2', '--seed', '5', '--json', ...options)
  const { asked } = JSON.parse(render('words.wav').stdout).report
  writeFileSync(join(folder.path, 'asked.json'), JSON.stringify(asked))
  writeFileSync(join(folder.path, 'wet.json'), '{"wet": 0.6}')
  render('asked.wav', '--plan', 'asked.json')
  const changed = render('wet.wav', '--plan', 'wet.json')
  const bytes = (name: string) => readFileSync(join(folder.path, name))
  expect(bytes('asked.wav').equals(bytes('words.wav'))).toBe(true)
  expect(JSON.parse(changed.stdout).report.asked).toEqual({ ...asked, wet: 0.6 })
  expect(bytes('wet.wav').equals(bytes('words.wav'))).toBe(false)
  expect(render('no.wav', '--plan', 'nowhere.json').stderr).toContain('There is no file "nowhere.json"')
})

test('a wrong command line is refused with status 2 and a sentence, and writes nothing', () => {
  const before = readdirSync(folder.path)
  const missing = retimbre('transform', 'nowhere.wav', 'warm', '-o', 'out.mp3')
  expect(missing).toMatchObject({ status: 2 })
  expect(missing.stderr).toContain('There is no file "nowhere.wav"')
  expect(retimbre('sing').status).toBe(2)
  expect(readdirSync(folder.path)).toEqual(before)
})

test('a file that is no audio is refused with status 1 and a sentence', () => {
  const letter = join(folder.path, 'letter.txt')
  writeFileSync(letter, 'Dear friend, this is not a song. '.repeat(40))
  const result = retimbre('transform', letter, 'warm', '-o', 'letter.mp3')
  expect(result.status).toBe(1)
  expect(result.stderr).toMatch(/^retimbre: .+\.\n$/)
})

test('serve refuses to face strangers with nothing but the generated key', () => {
  const data = join(folder.path, 'data')
  const result = spawnSync(process.execPath, [CLI, 'serve', '--host', '0.0.0.0', '--port', '0', '--data', data], {
    encoding: 'utf8',
    env: cleanEnvironment(),
  })
  expect(result.status).toBe(1)
  expect(result.stderr).toContain('RETIMBRE_API_KEY')
})

test('a clip that is too long for the checkpoint is refused with the option that helps', async () => {
  const long = join(folder.path, 'long.mp3')
  writeFileSync(long, await tuneAsMp3(40))
  const checkpoint = await writeTinyCheckpoint(join(folder.path, 'stable-audio-3-small-music'), 'small')
  const result = retimbreWith({ RETIMBRE_CHECKPOINT: checkpoint }, 'transform', long, 'warm', '-o', 'long.wav')
  expect(result.status).toBe(2)
  expect(result.stderr).toContain('the checkpoint "small-music" makes up to 37 s. Ask for less with --duration 37.')
})

test('an execution provider that is not there is refused at the start, with what it needs', () => {
  const provider = process.platform === 'darwin' ? 'dml' : 'coreml'
  const data = join(folder.path, 'provider-data')
  const variables = { RETIMBRE_PROVIDER: provider }
  const commands = [
    ['serve', '--port', '0', '--data', data],
    ['transform', clip, 'warm', '-o', 'provider.wav'],
  ]
  for (const command of commands) {
    const { status, stderr } = retimbreWith(variables, ...command)
    expect(status).toBe(1)
    expect(stderr).toContain(`RETIMBRE_PROVIDER is ${provider}. The execution provider cannot be used`)
  }
})
