import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** How to start a module of ours in another Node process. */
export interface ChildModule {
  readonly path: string
  /** Options for Node itself, before the path. */
  readonly execArgv: readonly string[]
}

/**
 * Finds a module next to the caller and says how to run it, from the TypeScript sources (through tsx) and from the
 * compiled output alike: the child runs in whatever form the caller does.
 *
 * @param name relative to the caller, without extension: `'./child/main'`
 * @param callerUrl the caller's `import.meta.url`
 * @param alone it loads nothing but what it imports itself, so that a test may run its compiled form, which starts in a
 * third of the time
 * @example const { path, execArgv } = childModule('./worker-main', import.meta.url)
 *          fork(path, { execArgv: [...execArgv] })
 */
export function childModule(name: string, callerUrl: string, { alone = false } = {}): ChildModule {
  return moduleBeside(name, alone ? compiledUnderTest(callerUrl) : callerUrl)
}

/** Of a source file, where the tests ask for it: the same file of the same package as `tsc -b` has written it. */
export function compiledUnderTest(url: string, environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.RETIMBRE_COMPILED_CHILDREN !== '1') return url
  return url.replace(/^(.*)\/src\/(.*)\.ts$/, '$1/dist/$2.js')
}

function moduleBeside(name: string, callerUrl: string): ChildModule {
  const fromSource = new URL(callerUrl).pathname.endsWith('.ts')
  const path = fileURLToPath(new URL(`${name}${fromSource ? '.ts' : '.js'}`, callerUrl))
  if (!fromSource) return { path, execArgv: [] }
  const tsx = pathToFileURL(createRequire(callerUrl).resolve('tsx')).href
  return { path, execArgv: ['--import', tsx, '--conditions=source'] }
}
