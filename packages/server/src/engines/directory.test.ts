import { expect, test } from 'vitest'
import { readSettings } from '../settings.ts'
import { ENGINE_MODULES, loadEngine, openEngineDirectory } from './directory.ts'

const offering = (engine: string, models: readonly string[]) => ({
  capabilities: async () => ({ engine, version: '1', description: engine, models }),
})

test('the first engine that can serve a model now serves it', async () => {
  const installed: string[] = []
  const preferred = offering('diffusion', installed)
  const directory = openEngineDirectory([preferred, offering('dsp', ['a', 'b'])])
  expect((await directory.engineFor('a'))?.engine).toBe('dsp')
  installed.push('a')
  expect((await directory.engineFor('a'))?.engine).toBe('diffusion')
  expect((await directory.engineFor('b'))?.engine).toBe('dsp')
  expect(await directory.engineFor('c')).toBeUndefined()
})

test('an engine comes with the server that transforms a clip without anything installed', async () => {
  const engines = await Promise.all(
    ENGINE_MODULES.map((moduleUrl) =>
      loadEngine(moduleUrl, readSettings({ RETIMBRE_MODELS_CACHE: '/nowhere' }).engine),
    ),
  )
  const offer = await openEngineDirectory(engines).engineFor('stability-ai/stable-audio-3/audio-to-audio')
  expect(offer).toMatchObject({ engine: 'dsp-restyle', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
})
