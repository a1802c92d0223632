import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StereoAudio } from '../audio.ts'
import { MediaError } from '../errors.ts'

/** Where a job keeps its samples: raw little-endian float32, one file a channel. */
export interface PlanarPaths {
  readonly leftPath: string
  readonly rightPath: string
}

export function planarPaths(folder: string): PlanarPaths {
  return { leftPath: join(folder, 'left.f32'), rightPath: join(folder, 'right.f32') }
}

export async function writePlanar(audio: StereoAudio, paths: PlanarPaths): Promise<void> {
  await writeFile(paths.leftPath, bytesOf(audio.left), { mode: 0o600 })
  await writeFile(paths.rightPath, bytesOf(audio.right), { mode: 0o600 })
}

/** Reads straight into the arrays that are handed out, so a clip is in memory once. */
export async function readPlanar(paths: PlanarPaths, sampleCount: number): Promise<StereoAudio> {
  return {
    left: await readSamples(paths.leftPath, sampleCount),
    right: await readSamples(paths.rightPath, sampleCount),
  }
}

async function readSamples(path: string, sampleCount: number): Promise<Float32Array> {
  const samples = new Float32Array(sampleCount)
  const bytes = bytesOf(samples)
  const file = await open(path, 'r')
  try {
    let filled = 0
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled)
      if (bytesRead === 0) throw new MediaError('decoder_crashed', 'the sample file is shorter than announced')
      filled += bytesRead
    }
  } finally {
    await file.close()
  }
  return samples
}

export function bytesOf(samples: Float32Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
}
