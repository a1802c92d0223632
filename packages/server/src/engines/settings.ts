/** What the engines are told at their start. Plain values: they travel to the process that an engine lives in. */
export interface EngineSettings {
  /** Cache of the Hugging Face hub, where checkpoints are installed. */
  readonly modelsCache: string
  /** Folders of further checkpoints; each has a `model.safetensors` and a `model_config.json`. */
  readonly checkpointFolders: readonly string[]
  /** Where LoRA files lie, one `.safetensors` each. */
  readonly loraFolder: string
  /** What is derived from checkpoints, such as their int8 weights; may be deleted at any time. */
  readonly derivedFolder: string
  readonly precision: (typeof PRECISIONS)[number]
  readonly provider: (typeof PROVIDERS)[number]
  /** The engine's own choice when absent. */
  readonly threads: number | undefined
}

/** `fp32` computes as the published code does; `int8` is faster and smaller, and close. */
export const PRECISIONS = ['fp32', 'int8'] as const

/** Execution providers of ONNX Runtime. */
export const PROVIDERS = ['cpu', 'cuda', 'webgpu', 'coreml', 'dml'] as const
