import { Worker } from 'node:worker_threads'
import { compiledUnderTest } from '@retimbre/media'

/**
 * Starts a thread from a module of ours: the compiled file, or the TypeScript source through tsx when that is what runs
 * now. Node 20 does not honour `--import` for threads, hence the few words of script.
 */
export function startThread(source: URL, workerData: unknown): Worker {
  const module = new URL(compiledUnderTest(source.href))
  if (!module.pathname.endsWith('.ts')) return new Worker(module, { workerData })
  const script = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
    .then(({ register }) => { register(); return import(${JSON.stringify(module.href)}) })`
  return new Worker(script, { eval: true, workerData })
}
