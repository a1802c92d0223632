import type { FastifyRequest } from 'fastify'
import { fieldFault } from '../../input-faults.ts'
import type { JobSource } from '../../jobs/prediction.ts'
import type { ApiContext } from '../context.ts'
import { storeUpload } from '../uploads/store-upload.ts'
import { invalid } from '../wavespeed/fields.ts'
import { type InlineClip, readInlineClip } from './inline-clip.ts'

// Longer addresses do not work elsewhere either; presigned ones stay below 2,000.
const MAX_URL_CHARACTERS = 8192

/** Where a job's clip is to come from, before anything was stored. */
export type AudioChoice = JobSource | { readonly kind: 'inline'; readonly clip: InlineClip }

/**
 * Reads the `audio` input: a file of ours under any of our names, a clip inside the request, or somebody else's address.
 * @throws ServerError `invalid_parameter`
 */
export async function chooseAudio(context: ApiContext, request: FastifyRequest, audio: string): Promise<AudioChoice> {
  if (/^data:/i.test(audio)) return { kind: 'inline', clip: readInlineClip(audio) }
  const url = URL.canParse(audio.trim()) ? new URL(audio.trim()) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || audio.length > MAX_URL_CHARACTERS) {
    throw invalid(fieldFault('audio', 'address'))
  }
  const key = context.addresses.ownFile(request, url)
  if (key === undefined) return { kind: 'url', url: url.href }
  if (!(await context.house.files.stat(key))) {
    throw invalid(fieldFault('audio', 'unknown_file'))
  }
  return { kind: 'file', key }
}

/** Stores an inline clip so that the worker finds it; anything else is where it belongs already. */
export async function storeAudio(context: ApiContext, accountId: string, choice: AudioChoice): Promise<JobSource> {
  if (choice.kind !== 'inline') return choice
  const { bytes, extension } = choice.clip
  const clip = { filename: `inline.${extension}`, body: bytes, maxBytes: bytes.length, leastBytes: bytes.length }
  const { key } = await storeUpload(context, accountId, clip)
  return { kind: 'file', key }
}

/** Undoes {@link storeAudio} for a clip that nobody will ask for. */
export async function removeAudio({ house }: ApiContext, accountId: string, source: JobSource): Promise<void> {
  if (source.kind !== 'file') return
  await house.files.delete(source.key)
  await house.uploads.forget(accountId, source.key)
}
