import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

const { projects: _, ...test } = base.test ?? {}

/** Every entry of the lexicon rendered and measured: a few minutes, not part of `npm test`. */
export default defineConfig({
  ...base,
  test: {
    ...test,
    include: ['packages/restyle/src/**/*.lexicon.test.ts'],
    exclude: [],
    testTimeout: 1_800_000,
  },
})
