import { stat } from 'node:fs/promises'
import type { Engine } from './port.ts'
import type { EngineSettings } from './settings.ts'
import { createStableAudioEngine } from './stable-audio/engine.ts'
import type { StableAudioLibrary } from './stable-audio/library.ts'

/** The library's index brings ONNX Runtime along, so it is loaded for a render; the server process asks only what is there. */
const library: StableAudioLibrary = {
  async installedCheckpoints(cacheFolder) {
    const cache = await stat(cacheFolder).catch(() => undefined)
    if (!cache?.isDirectory()) return []
    const { installedCheckpoints } = await import('@retimbre/stable-audio/installed')
    return installedCheckpoints(cacheFolder)
  },
  async open(folder, options) {
    const { StableAudio } = await import('@retimbre/stable-audio')
    return StableAudio.open(folder, options)
  },
  async planOutpainting(options) {
    const { planOutpainting } = await import('@retimbre/stable-audio')
    return planOutpainting(options)
  },
}

/** The published diffusion model, when its weights are installed. */
export const openEngine = (settings: EngineSettings): Engine => createStableAudioEngine(settings, library)
