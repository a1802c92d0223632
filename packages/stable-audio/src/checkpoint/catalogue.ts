/**
 * The published checkpoints: where they lie, what they weigh, under which licences.
 * Source: specification 5.1 (limits), 5.2 (revisions, sizes, SHA-256).
 */

import { StableAudioError } from '../errors.ts'

export const CHECKPOINT_NAMES = [
  'small-music',
  'small-music-base',
  'small-sfx',
  'small-sfx-base',
  'medium',
  'medium-base',
] as const
export type CheckpointName = (typeof CHECKPOINT_NAMES)[number]

export interface Licence {
  readonly name: string
  readonly url: string
}

/** A file whose bytes are known beforehand: large, resumed after a break, shared between repositories. */
export interface WeightFile {
  readonly path: string
  readonly sizeBytes: number
  readonly sha256: string
}

/** A small text whose hash the hub tells when it is fetched. */
export interface TextFile {
  readonly path: string
  /** Known for the configurations. */
  readonly sizeBytes?: number
  /** False: a repository may lack it. */
  readonly required: boolean
}

export interface PublishedCheckpoint {
  readonly name: CheckpointName
  /** On huggingface.co. */
  readonly repo: string
  /** The commit that the sizes and hashes below belong to. */
  readonly revision: string
  /** One sentence for a person. */
  readonly description: string
  /** Longest clip it was made for. */
  readonly maxSeconds: number
  /** Peak memory of a render of that length in fp32 on a CPU; undefined where nobody has measured it. */
  readonly memoryBytes?: number | undefined
  /** Whoever accepted the licences of one checkpoint of a family has accepted them for all of it. */
  readonly family: string
  readonly licences: readonly Licence[]
  readonly weights: readonly WeightFile[]
  readonly texts: readonly TextFile[]
}

const GIBIBYTE = 1024 ** 3

const FAMILY = 'stable-audio-3'

const LICENCES: readonly Licence[] = [
  { name: 'Stability AI Community License', url: 'https://stability.ai/license' },
  { name: 'Gemma Terms of Use (its text encoder)', url: 'https://ai.google.dev/gemma/terms' },
]

/** The same bytes in every repository. */
const TEXT_ENCODER_WEIGHTS: readonly WeightFile[] = [
  {
    path: 't5gemma-b-b-ul2/model.safetensors',
    sizeBytes: 1_183_022_944,
    sha256: '9b05ea5a4f211d023832f706fb2c0e83e4fc721b6da35ab69ceb0b55eb7800d3',
  },
  {
    path: 't5gemma-b-b-ul2/tokenizer.json',
    sizeBytes: 34_362_429,
    sha256: '7794135caa3ea73918949c902a781cc61dab674a4b59c17d85931c77c1114cbd',
  },
]

const SHARED_TEXTS: readonly TextFile[] = [
  { path: 't5gemma-b-b-ul2/config.json', sizeBytes: 2540, required: true },
  { path: 't5gemma-b-b-ul2/tokenizer_config.json', sizeBytes: 46_437, required: true },
  { path: 'LICENSE.md', required: false },
  { path: 'LICENSE_GEMMA.md', required: false },
  { path: 'NOTICE', required: false },
]

interface Size {
  readonly maxSeconds: number
  readonly memoryBytes?: number
  readonly modelBytes: number
}

/** The peak is that of the specification's section 6.2, on a CPU; the weights are mapped, not copied. */
const SMALL: Size = { maxSeconds: 120, memoryBytes: 2.3 * GIBIBYTE, modelBytes: 2_270_384_940 }
const MEDIUM: Size = { maxSeconds: 380, modelBytes: 9_222_116_660 }

interface Publication {
  readonly name: CheckpointName
  readonly revision: string
  readonly description: string
  readonly size: Size
  readonly modelSha256: string
  readonly configBytes: number
}

function published(publication: Publication): PublishedCheckpoint {
  const { name, revision, description, size, modelSha256, configBytes } = publication
  const { maxSeconds, memoryBytes, modelBytes } = size
  return {
    ...{ name, revision, description, maxSeconds, memoryBytes },
    repo: `stabilityai/stable-audio-3-${name}`,
    family: FAMILY,
    licences: LICENCES,
    weights: [{ path: 'model.safetensors', sizeBytes: modelBytes, sha256: modelSha256 }, ...TEXT_ENCODER_WEIGHTS],
    texts: [{ path: 'model_config.json', sizeBytes: configBytes, required: true }, ...SHARED_TEXTS],
  }
}

export const PUBLISHED_CHECKPOINTS: readonly PublishedCheckpoint[] = [
  published({
    name: 'small-music',
    revision: '0fef1392cd842149a2b6d445e181c97608faac06',
    description: 'Music up to two minutes in eight steps; the one to begin with.',
    size: SMALL,
    modelSha256: 'da85866b11b01d0694d990785f6abbd79c8064df1b0e6f8aea52935e0ef84b64',
    configBytes: 10_341,
  }),
  published({
    name: 'small-music-base',
    revision: 'eab5ceee5ad9c1ed38800aff30a8e49d1161c539',
    description: 'Music before distillation: about fifty steps, answers to guidance, the one to fine-tune.',
    size: SMALL,
    modelSha256: '79691fac2a08a99a229b98963f8377ddc78c16f5c63f7e3a022375c311093ab4',
    configBytes: 8452,
  }),
  published({
    name: 'small-sfx',
    revision: 'ae12755283df9d62ca39a9b050a39a0b607b8c20',
    description: 'Sound effects and scenes up to two minutes in eight steps.',
    size: SMALL,
    modelSha256: 'ed9cf1b6172f1a8c2921a9560c21109ff3239524563ced9dce6dcdef41e2f515',
    configBytes: 10_454,
  }),
  published({
    name: 'small-sfx-base',
    revision: 'cc5ddb990e30daa68336ac61c140c37c7033ab7c',
    description: 'Sound effects before distillation: about fifty steps, answers to guidance, the one to fine-tune.',
    size: SMALL,
    modelSha256: '0c7cddb22cd7bf5e8169c6731a9eb7690c27ef5b53e8a4f9b4b2aaf8afcdaea2',
    configBytes: 8476,
  }),
  published({
    name: 'medium',
    revision: '27b5a21b791b1b033d193a9e1e3ce78493f102f9',
    description: 'Music and sound up to six minutes in eight steps; better, and about four times the work.',
    size: MEDIUM,
    modelSha256: '48d9c65e290e7bcd5194e0633bfc2424a59ee9683f5c2d58762d997b7d8ce0b5',
    configBytes: 10_360,
  }),
  published({
    name: 'medium-base',
    revision: 'b32993f73c3bdc3864043a72d8032606bba737c8',
    description:
      'The medium checkpoint before distillation: about fifty steps, answers to guidance, the one to fine-tune.',
    size: MEDIUM,
    modelSha256: 'c443fcc4d491475064cd0ff3eb92459b1e5f5060e86d96d016f048e528e24195',
    configBytes: 7842,
  }),
]

export function isCheckpointName(name: string): name is CheckpointName {
  return CHECKPOINT_NAMES.some((known) => known === name)
}

/**
 * Takes a short name, or the name of the repository with or without its owner.
 * @throws StableAudioError `checkpoint_not_found` naming those that there are
 */
export function publishedCheckpoint(name: string): PublishedCheckpoint {
  const short = name.replace(/^stabilityai\//, '').replace(/^stable-audio-3-/, '')
  const found = PUBLISHED_CHECKPOINTS.find((checkpoint) => checkpoint.name === short)
  if (found) return found
  throw new StableAudioError(
    'checkpoint_not_found',
    `nothing is published as "${name}"; there are ${CHECKPOINT_NAMES.join(', ')}`,
  )
}

/** What a complete installation takes on the disk, without the licence texts. */
export function downloadBytes({ weights, texts }: PublishedCheckpoint): number {
  return [...weights, ...texts].reduce((total, file) => total + (file.sizeBytes ?? 0), 0)
}
