/**
 * A checkpoint as it is published: a folder with the model's weights and configuration, and the text encoder's beside
 * them. Source: specification 5.2.
 */

import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { SAMPLE_RATE_HZ } from '@retimbre/media'
import { StableAudioError } from '../errors.ts'
import type { TextEncoderShape } from '../text/shape.ts'
import { lookUpLikeLoader } from './key-lookup.ts'
import { checkpointLayout, type Layout, textEncoderLayout } from './layout.ts'
import { checkLayout } from './layout-check.ts'
import { describeCheckpoint, type ModelConfig } from './model-config.ts'
import { AUDIO_CHANNELS } from './published-defaults.ts'
import { openSafetensors, type SafetensorsFile } from './safetensors.ts'
import type { StorageType, TensorSource } from './tensor-source.ts'
import { readTextEncoderConfig } from './text-encoder-config.ts'

export interface Checkpoint {
  /** Absolute. */
  readonly folder: string
  readonly name: string
  readonly config: ModelConfig
  /** Under the prefixes `model.model.`, `conditioner.` and `pretransform.model.`. */
  readonly tensors: TensorSource
  readonly textEncoder: {
    readonly config: TextEncoderShape
    /** Under the prefix `model.encoder.`. */
    readonly tensors: TensorSource
  }
  /** Has tokenizer.json. */
  readonly tokenizerFolder: string
  /** Changes whenever the files do; 64 hexadecimal digits, the key of everything that is computed from them and kept. */
  readonly identity: string
  /** Of both weight files. */
  readonly sizeBytes: number
  /** How the transformer's weights are stored. */
  readonly storage: StorageType
  close(): void
}

export interface OpenCheckpointOptions {
  /** Where the text encoder lies, when it is not inside the checkpoint's folder. */
  readonly textEncoderFolder?: string | undefined
  /** The folder's own, or that of the repository when it is a snapshot in a Hugging Face cache, when absent. */
  readonly name?: string | undefined
}

interface OpenModel<Config> {
  readonly config: Config
  readonly file: SafetensorsFile
  readonly tensors: TensorSource
  /** The text of its configuration. */
  readonly configText: string
}

const WEIGHTS = 'model.safetensors'
const MODEL_CONFIG = 'model_config.json'
const TEXT_ENCODER_CONFIG = 'config.json'
const TOKENIZER = 'tokenizer.json'
// 256 MiB: eight times the published tokenizer, and half of what one string can hold.
const MOST_TEXT_BYTES = 2 ** 28

/**
 * Opens a checkpoint and finds out whether it can be run: no tensor is missing or misshapen afterwards. Reads headers
 * and configurations only.
 * @throws StableAudioError `checkpoint_not_found`, `checkpoint_damaged`, `checkpoint_unsupported`, `tensor_missing`,
 *   `tensor_misshapen`
 */
export async function openCheckpoint(path: string, options: OpenCheckpointOptions = {}): Promise<Checkpoint> {
  const folder = resolve(path)
  const model = await openModel(folder, MODEL_CONFIG, describeCheckpoint, checkpointLayout)
  try {
    checkAudioFormat(model.config)
    const textEncoderFolder = resolve(options.textEncoderFolder ?? join(folder, model.config.prompt.subfolder))
    const tokenizerHash = hashOf(await readCheckpointFile(textEncoderFolder, TOKENIZER))
    const text = await openModel(textEncoderFolder, TEXT_ENCODER_CONFIG, readTextEncoderConfig, textEncoderLayout)
    return {
      folder,
      name: options.name ?? nameOf(folder),
      config: model.config,
      tensors: model.tensors,
      textEncoder: { config: text.config, tensors: text.tensors },
      tokenizerFolder: textEncoderFolder,
      identity: hashOf(JSON.stringify([...traitsOf(model), ...traitsOf(text), tokenizerHash])),
      sizeBytes: model.file.sizeBytes + text.file.sizeBytes,
      storage: model.tensors.get('model.model.transformer.project_in.weight').storage,
      close() {
        model.file.close()
        text.file.close()
      },
    }
  } catch (error) {
    model.file.close()
    throw error
  }
}

/** Opens one weight file with its configuration, and checks the one against the other. */
async function openModel<Config>(
  folder: string,
  configName: string,
  describe: (json: unknown, tensors: TensorSource) => Config,
  layoutOf: (config: Config) => Layout,
): Promise<OpenModel<Config>> {
  const configText = await readCheckpointFile(folder, configName)
  const json = parseJson(configText, join(folder, configName))
  const file = openWeights(folder)
  try {
    const config = describe(json, lookUpLikeLoader(file))
    const layout = layoutOf(config)
    const tensors = lookUpLikeLoader(file, new Set(layout.keys()))
    checkLayout(layout, tensors)
    return { config, file, tensors, configText }
  } catch (error) {
    file.close()
    throw error
  }
}

function openWeights(folder: string): SafetensorsFile {
  try {
    return openSafetensors(join(folder, WEIGHTS))
  } catch (error) {
    if (error instanceof StableAudioError && error.code === 'checkpoint_not_found') throw absent(folder, WEIGHTS, error)
    throw error
  }
}

async function readCheckpointFile(folder: string, name: string): Promise<string> {
  const path = join(folder, name)
  const { size } = await stat(path).catch((error: unknown) => {
    throw absent(folder, name, error)
  })
  if (size > MOST_TEXT_BYTES) {
    throw new StableAudioError('checkpoint_unsupported', `${path} has ${size} bytes, and none of its kind has so many`)
  }
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw absent(folder, name, error)
  }
}

const absent = (folder: string, name: string, cause: unknown): StableAudioError =>
  new StableAudioError(
    'checkpoint_not_found',
    `${join(folder, name)} is not there or cannot be read; \`retimbre models\` lists what can be installed, ` +
      `and \`retimbre pull small-music\` installs a model whole`,
    { cause },
  )

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new StableAudioError('checkpoint_unsupported', `${path} is not JSON`, { cause: error })
  }
}

function checkAudioFormat({ audioChannels, sampleRateHz }: ModelConfig): void {
  if (audioChannels === AUDIO_CHANNELS && sampleRateHz === SAMPLE_RATE_HZ) return
  const detail = `it makes ${audioChannels} channels at ${sampleRateHz} Hz instead of two at ${SAMPLE_RATE_HZ} Hz`
  throw new StableAudioError('checkpoint_unsupported', detail)
}

const traitsOf = ({ file, configText }: OpenModel<unknown>): (string | number)[] => [
  file.sizeBytes,
  file.modifiedMs,
  file.headerHash,
  hashOf(configText),
]

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** `…/models--owner--repository/snapshots/revision` is called by its repository. */
function nameOf(folder: string): string {
  const parent = dirname(folder)
  if (basename(parent) !== 'snapshots') return basename(folder)
  return basename(dirname(parent)).split('--').at(-1) ?? basename(folder)
}
