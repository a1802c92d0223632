import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where checkpoints with random weights lie, and what is derived from them: outside the repository. */
export const BENCHMARK_MODELS_FOLDER = process.env.RETIMBRE_BENCH_MODELS ?? join(tmpdir(), 'retimbre-models')
