/**
 * What a program can know of the checkpoints on this machine without ONNX Runtime, whose native library the package's
 * index loads: for processes that show what is there and leave the rendering to others.
 */

export { downloadBytes, PUBLISHED_CHECKPOINTS } from './checkpoint/catalogue.ts'
export { cachedCheckpoints, type InstalledCheckpoint, installedCheckpoints } from './checkpoint/hub/installed.ts'
