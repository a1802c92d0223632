import type {
  GenerateEvent,
  GenerateRequest,
  ModelInfo,
  OpenOptions,
  OutpaintingOptions,
  OutpaintingPlan,
} from '@retimbre/stable-audio'

/** A checkpoint on this machine. */
export interface InstalledCheckpoint {
  /** As published, e.g. `small-music`, or as its owner called it. */
  readonly name: string
  readonly folder: string
}

/** A checkpoint that is open. */
export interface OpenModel {
  readonly info: Pick<ModelInfo, 'precision' | 'provider' | 'warnings'>
  generate(request: GenerateRequest, options: { readonly signal: AbortSignal }): AsyncGenerator<GenerateEvent, void>
  close(): Promise<void>
}

/** What the adapter needs of the library; loaded when it is first asked, since it brings ONNX Runtime along. */
export interface StableAudioLibrary {
  /** What lies complete in the cache of the hub. */
  installedCheckpoints(cacheFolder: string): Promise<readonly InstalledCheckpoint[]>
  open(folder: string, options: OpenOptions): Promise<OpenModel>
  planOutpainting(options: OutpaintingOptions): Promise<OutpaintingPlan>
}
