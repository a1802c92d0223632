import type { Engine } from './port.ts'
import type { EngineSettings } from './settings.ts'
import { createStableAudioEngine } from './stable-audio/engine.ts'
import type { StableAudioLibrary } from './stable-audio/library.ts'

/** The library brings ONNX Runtime along, so it is loaded when it is first asked. */
const library: StableAudioLibrary = {
  async installedCheckpoints(cacheFolder) {
    const { installedCheckpoints } = await import('@retimbre/stable-audio')
    return installedCheckpoints(cacheFolder)
  },
  async open(folder, { precision, provider, threads, derivedFolder: cacheFolder, loras }) {
    const { StableAudio } = await import('@retimbre/stable-audio')
    return StableAudio.open(folder, { precision, provider, threads, cacheFolder, loras })
  },
}

/** The published diffusion model, when its weights are installed. */
export const openEngine = (settings: EngineSettings): Engine => createStableAudioEngine(settings, library)
