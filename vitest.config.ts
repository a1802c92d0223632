import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const NOT_HERE = ['**/*.lexicon.test.ts', '**/*.e2e.test.ts']
const conditions = ['source', 'node', 'import', 'default']

const TESTS = ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts']

/**
 * What a test cannot give back: the place of a module, the clock, the environment, a process. It needs a process of its own;
 * the others share a few, since one for each would cost a third of their time.
 */
const TAKES_ITS_PROCESS =
  /\bvi\.(mock|doMock|useFakeTimers|stubEnv|stubGlobal)\b|\bprocess\.(env|kill|on|chdir)\b|node:(child_process|worker_threads)/

const ALONE = readdirSync('packages', { recursive: true, encoding: 'utf8' })
  .filter((path) => /^[\w-]+\Wsrc\W.*\.test\.ts$/.test(path))
  .map((path) => join('packages', path))
  .filter((path) => TAKES_ITS_PROCESS.test(readFileSync(path, 'utf8')))

/** Unit and integration tests, run straight from the TypeScript sources (package exports resolve by the `source` condition). */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    exclude: NOT_HERE,
    // What tests derive from their checkpoints must not fill the cache of whoever runs them.
    env: { XDG_CACHE_HOME: join(tmpdir(), 'retimbre-test-cache') },
    setupFiles: [join(import.meta.dirname, 'vitest.typed-arrays.ts')],
    pool: 'forks',
    // Vitest leaves a core free by default, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE } },
      { extends: true, test: { name: 'together', include: TESTS, exclude: [...NOT_HERE, ...ALONE], isolate: false } },
    ],
  },
})
