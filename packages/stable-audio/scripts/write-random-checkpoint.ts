/**
 * Writes a checkpoint of full size with random weights, so that speed and memory can be measured without the licence.
 *
 *   node --import tsx --conditions=source packages/stable-audio/scripts/write-random-checkpoint.ts small|medium [FOLDER]
 *
 * small takes 3 GB of disk, medium 10 GB. The default folder lies among the system's temporary files.
 */

import { join } from 'node:path'
import { BENCHMARK_MODELS_FOLDER } from '../bench/models-folder.ts'
import { FULL_SIZE_MODEL_CONFIGS, FULL_SIZE_TEXT_ENCODER_CONFIG, FULL_SIZES } from '../src/checkpoint/full-size.ts'
import { writeSyntheticCheckpoint } from '../src/checkpoint/synthetic.ts'

const [wanted = '', folder = join(BENCHMARK_MODELS_FOLDER, wanted)] = process.argv.slice(2)
const size = FULL_SIZES.find((known) => known === wanted)
if (size === undefined) {
  process.stderr.write(`Which size? One of ${FULL_SIZES.join(', ')}, then the folder.\n`)
  process.exit(1)
}

let told = -1
await writeSyntheticCheckpoint(folder, {
  modelConfig: FULL_SIZE_MODEL_CONFIGS[size],
  textEncoderConfig: FULL_SIZE_TEXT_ENCODER_CONFIG,
  progress(writtenBytes, totalBytes) {
    const percent = Math.floor((10 * writtenBytes) / totalBytes) * 10
    if (percent > told) process.stdout.write(`${percent} % `)
    told = percent
  },
})
process.stdout.write(`\n${folder}\n`)
