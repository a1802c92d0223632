import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeSyntheticCheckpoint } from '@retimbre/stable-audio'

const FIXTURES = fileURLToPath(new URL('../packages/stable-audio/fixtures', import.meta.url))
const TEXT_ENCODER = 't5gemma-b-b-ul2'

const json = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(FIXTURES, ...path), 'utf8'))

/** A checkpoint of the published layout, a few megabytes large, with made-up weights; renders up to 37 s. */
export async function writeTinyCheckpoint(folder: string, size: 'small' | 'medium'): Promise<string> {
  const fixture = `checkpoint-${size}`
  await writeSyntheticCheckpoint(folder, {
    modelConfig: json(fixture, 'model_config.json'),
    textEncoderConfig: json(fixture, TEXT_ENCODER, 'config.json'),
    tokenizerFolder: join(FIXTURES, fixture, TEXT_ENCODER),
  })
  return folder
}
