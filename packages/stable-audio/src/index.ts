export {
  type CheckpointName,
  downloadBytes,
  type Licence,
  PUBLISHED_CHECKPOINTS,
  type PublishedCheckpoint,
  publishedCheckpoint,
} from './checkpoint/catalogue.ts'
export { accessToken } from './checkpoint/hub/access-token.ts'
export { checkpointCacheFolder } from './checkpoint/hub/cache-layout.ts'
export type { HubFetch, HubRequestInit, HubResponse } from './checkpoint/hub/hub-fetch.ts'
export {
  type FolderInstallOptions,
  type FolderInstallProgress,
  installFromFolder,
} from './checkpoint/hub/install-from-folder.ts'
export {
  cachedCheckpoints,
  findCheckpoint,
  type InstalledCheckpoint,
  installedCheckpoints,
} from './checkpoint/hub/installed.ts'
export { checkIntegrity, type IntegrityOptions, type IntegrityProgress } from './checkpoint/hub/integrity.ts'
export type { AcceptLicence, LicenceQuestion } from './checkpoint/hub/licence-acceptance.ts'
export { type PullOptions, type PullProgress, pullCheckpoint } from './checkpoint/hub.ts'
export { type SyntheticCheckpointOptions, writeSyntheticCheckpoint } from './checkpoint/synthetic.ts'
export { type OutpaintingOptions, type OutpaintingPlan, planOutpainting } from './editing/outpainting.ts'
export { StableAudioError, type StableAudioErrorCode } from './errors.ts'
export type { LoraToLoad } from './lora/adapters.ts'
export { type OpenOptions, PRECISIONS, type Precision } from './open-options.ts'
export {
  type GeneratedItem,
  type GenerateEvent,
  type GenerateItem,
  type GenerateProgress,
  type GenerateRequest,
  type Guidance,
  type InitAudio,
  type Inpainting,
  PASTE_MODES,
  type PasteMode,
  PEAK_MODES,
  type PeakMode,
  type Region,
  SAMPLERS,
  type Sampler,
  SCHEDULES,
  type Schedule,
} from './request.ts'
export { processEnvironment } from './runtime/memory.ts'
export { availableProviders, type ProviderState, resolveProvider } from './runtime/providers.ts'
export { EXECUTION_PROVIDERS, type ExecutionProvider } from './runtime/session.ts'
export { defaultThreads } from './runtime/threads.ts'
export { type ModelInfo, StableAudio } from './stable-audio.ts'
