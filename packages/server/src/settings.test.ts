import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings, SettingsError } from './settings.ts'

const engine = (environment: Record<string, string>) => readSettings(environment).engine

test('checkpoints are looked for where the tools of the hub put them, unless the operator says otherwise', () => {
  expect(engine({}).modelsCache).toBe(join(homedir(), '.cache/huggingface/hub'))
  expect(engine({ XDG_CACHE_HOME: '/cache' }).modelsCache).toBe('/cache/huggingface/hub')
  expect(engine({ XDG_CACHE_HOME: '/cache', HF_HOME: '/hf' }).modelsCache).toBe('/hf/hub')
  expect(engine({ HF_HOME: '/hf', HF_HUB_CACHE: '/hub' }).modelsCache).toBe('/hub')
  expect(engine({ HF_HUB_CACHE: '/hub', RETIMBRE_MODELS_CACHE: '/models' }).modelsCache).toBe('/models')
})

test('folders keep their spelling, and hosts do not', () => {
  expect(engine({ RETIMBRE_CHECKPOINT: ' /Models/Mine , /other ' }).checkpointFolders).toEqual([
    '/Models/Mine',
    '/other',
  ])
  expect(readSettings({ RETIMBRE_ALLOW_SOURCE_HOSTS: 'NAS.local, ' }).allowedSourceHosts).toEqual(['nas.local'])
})

test('an engine computes in fp32 on the processor unless told otherwise', () => {
  expect(engine({ RETIMBRE_DATA: '/data' })).toMatchObject({
    ...{ precision: 'fp32', provider: 'cpu', threads: undefined },
    ...{ loraFolder: '/data/loras', derivedFolder: '/data/derived' },
  })
  expect(engine({ RETIMBRE_PRECISION: 'int8', RETIMBRE_PROVIDER: 'webgpu', RETIMBRE_THREADS: '3' })).toMatchObject({
    ...{ precision: 'int8', provider: 'webgpu', threads: 3 },
  })
})

test.each([
  [{ RETIMBRE_PRECISION: 'fp16' }, 'RETIMBRE_PRECISION must be one of fp32, int8, not "fp16".'],
  [{ RETIMBRE_PROVIDER: 'tpu' }, 'RETIMBRE_PROVIDER must be one of cpu, cuda, webgpu, coreml, dml, not "tpu".'],
  [{ RETIMBRE_THREADS: '0' }, 'RETIMBRE_THREADS must be a whole number from 1 to 1024, not "0".'],
])('%j is refused with what it may be', (environment, message) => {
  expect(() => readSettings(environment)).toThrow(new SettingsError(message))
})

test('a sync answer is held for the documented two minutes, or as long as a proxy in front allows', () => {
  expect(readSettings({}).syncSeconds).toBe(120)
  expect(readSettings({ RETIMBRE_SYNC_SECONDS: '25' }).syncSeconds).toBe(25)
  expect(() => readSettings({ RETIMBRE_SYNC_SECONDS: '0' })).toThrow(/RETIMBRE_SYNC_SECONDS must be .* from 1 to 3600/)
})
