import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode } from '@retimbre/media'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tuneAsMp3 } from './clip.ts'
import { CLI, cleanEnvironment, type DataFolder, dataFolder } from './service.ts'

let folder: DataFolder
let clip: string

beforeAll(async () => {
  folder = dataFolder()
  clip = join(folder.path, 'tune.mp3')
  writeFileSync(clip, await tuneAsMp3(4))
})
afterAll(() => folder.remove())

function retimbre(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', cwd: folder.path, env: cleanEnvironment() })
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
