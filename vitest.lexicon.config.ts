import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** Every entry of the lexicon rendered and measured: a few minutes, not part of `npm test`. */
const config = mergeConfig(base, defineConfig({ test: { testTimeout: 1_800_000 } }))
config.test = { ...config.test, include: ['packages/restyle/src/**/*.lexicon.test.ts'], exclude: [] }
export default config
