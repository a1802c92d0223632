import type { GenerateEvent, GenerateRequest } from '@retimbre/stable-audio'
import type { EngineSettings } from '../settings.ts'

export interface InstalledCheckpoint {
  /** As published, e.g. `small-music`. */
  readonly name: string
  readonly folder: string
}

export interface OpenOptions extends Pick<EngineSettings, 'precision' | 'provider' | 'threads' | 'derivedFolder'> {
  readonly loras: readonly { readonly name: string; readonly path: string }[]
}

/** A checkpoint that is open. */
export interface OpenModel {
  generate(request: GenerateRequest, options: { readonly signal: AbortSignal }): AsyncGenerator<GenerateEvent, void>
  close(): Promise<void>
}

/** What the adapter needs of the library; loaded when it is first asked, since it brings ONNX Runtime along. */
export interface StableAudioLibrary {
  /** What lies complete in the cache of the hub. */
  installedCheckpoints(cacheFolder: string): Promise<readonly InstalledCheckpoint[]>
  open(folder: string, options: OpenOptions): Promise<OpenModel>
}
