import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Environment, huggingFaceHome } from './cache-layout.ts'

/** The token of Hugging Face's own tools: from the environment, else from the file that their log-in writes. */
export async function accessToken(environment: Environment): Promise<string | undefined> {
  const { HF_TOKEN, HUGGING_FACE_HUB_TOKEN, HF_TOKEN_PATH } = environment
  const told = clean(HF_TOKEN) ?? clean(HUGGING_FACE_HUB_TOKEN)
  if (told !== undefined) return told
  const file = HF_TOKEN_PATH || join(huggingFaceHome(environment), 'token')
  return clean(await readFile(file, 'utf8').catch(() => undefined))
}

function clean(text: string | undefined): string | undefined {
  return text?.trim() || undefined
}
