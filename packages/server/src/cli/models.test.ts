import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EngineSettings } from '../engines/settings.ts'
import { readSettings } from '../settings.ts'
import { modelsText } from './checkpoints/models-text.ts'
import type { Finding } from './doctor/finding.ts'
import { examine, report } from './doctor.ts'
import { reportModels } from './models.ts'
import { install } from './pull.ts'
import { readPullCommand } from './pull-command.ts'
import { tinyCheckpoint } from './testing/tiny-checkpoint.test.fixture.ts'

const MACHINE = {
  nodeVersion: '22.1.0',
  memoryBytes: 16 * 1024 ** 3,
  processors: 4,
  usualThreads: 2,
  platform: 'linux x64',
}

let folder: string
let settings: EngineSettings

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retimbre-models-'))
  settings = readSettings({ HF_HUB_CACHE: join(folder, 'cache'), RETIMBRE_DATA: folder, RETIMBRE_THREADS: '1' }).engine
  const from = await tinyCheckpoint(folder)
  await install(readPullCommand(['my-drums', '--from', from, '--cache', settings.modelsCache]), {
    accept: async () => false,
    display: { show: () => {} },
    ...{ fetch, environment: {}, signal: new AbortController().signal },
  })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function diagnose(changed: Partial<EngineSettings> = {}, full = false): Promise<readonly Finding[]> {
  const examined = { ...settings, ...changed }
  const checks = examine({ settings: examined, machine: MACHINE, full, signal: new AbortController().signal })
  return report(checks, { bar: { show: () => {}, clear: () => {} }, print: () => {} })
}

test('what came from a folder is listed as in use, with its length and the models that it serves', async () => {
  const found = await reportModels(settings)
  expect(found.checkpoints[0]).toMatchObject({ name: 'my-drums', state: 'installed', longestSeconds: 37 })
  expect(found.checkpoints.filter(({ state }) => state === 'installable')).toHaveLength(6)
  expect(found.models.map(({ checkpoint }) => checkpoint)).toEqual(Array(5).fill('my-drums'))
  const text = modelsText(found)
  expect(text).toMatch(/^ {2}my-drums +in use +0\.\d\d GB +37 s +Installed from a folder/m)
  expect(text).toMatch(/^ {2}medium +installable +10\.44 GB +380 s/m)
  expect(text).toContain('stable-audio-3 on my-drums')
  expect(text).toContain('Stability AI Community License')
  expect(text).toContain('Install one: retimbre pull small-music\n')
})

test('with nothing installed, the embedded engine serves its one model and the others say what to do', async () => {
  const found = await reportModels({ ...settings, modelsCache: join(folder, 'empty') })
  expect(found.models.map(({ engine }) => engine)).toEqual(['dsp-restyle', ...Array(4).fill(undefined)])
  expect(modelsText(found)).toMatch(/stable-audio-3\/music +not served: .*retimbre pull small-music/)
})

test('a healthy machine passes: checkpoints are read and a second is rendered by every engine', async () => {
  const findings = await diagnose({}, true)
  expect(findings.filter(({ level }) => level !== 'ok' && level !== 'warn')).toEqual([])
  const details = findings.map(({ subject, detail }) => `${subject}: ${detail}`)
  expect(details).toContainEqual(expect.stringMatching(/^my-drums: whole, 0\.\d\d GB, up to 37 s$/))
  expect(details).toContain('my-drums: every byte is as it should be')
  expect(details).toContainEqual(expect.stringMatching(/^dsp-restyle: rendered a second/))
  expect(details).toContainEqual(expect.stringMatching(/^my-drums: rendered a second/))
})

test('no checkpoint at all is worth a warning, and no failure', async () => {
  const findings = await diagnose({ modelsCache: join(folder, 'empty') })
  expect(findings.find(({ subject }) => subject === 'checkpoints')).toMatchObject({
    level: 'warn',
    advice: 'run: retimbre pull small-music',
  })
  expect(findings.some(({ level }) => level === 'fail')).toBe(false)
})

test('a checkpoint whose file was cut short is a failure that says what to run', async () => {
  const modelsCache = join(folder, 'cut')
  await cp(settings.modelsCache, modelsCache, { recursive: true, verbatimSymlinks: true })
  const [entry] = (await reportModels({ ...settings, modelsCache })).checkpoints
  const model = join(entry?.folder ?? '', 'model.safetensors')
  const { truncate } = await import('node:fs/promises')
  await truncate(model, 100_000)
  const failures = (await diagnose({ modelsCache })).filter(({ level }) => level === 'fail')
  expect(failures[0]).toMatchObject({ subject: 'my-drums', advice: 'run: retimbre pull my-drums --from FOLDER' })
  expect(failures[0]?.detail).toMatch(/damaged/)
})
