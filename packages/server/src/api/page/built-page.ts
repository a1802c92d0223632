import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** How a file may be sent beside as it is, the smallest first. */
export const CODINGS = ['br', 'gzip'] as const
export type Coding = (typeof CODINGS)[number]

export interface BuiltFile {
  readonly contentType: string
  readonly etag: string
  readonly bytes: Buffer
  /** Compressed when it is first asked for; `undefined` for what does not get smaller. */
  readonly coded?: (coding: Coding) => Promise<Buffer>
}

/** The page as it was built last. Files are read once, and again when they were built anew. */
export interface BuiltPage {
  /** `undefined` when nobody has built it. */
  index(): Promise<BuiltFile | undefined>
  /** @param name as the address has it; `undefined` for whatever is no file of the build */
  asset(name: string): Promise<BuiltFile | undefined>
}

const require = createRequire(import.meta.url)

/** Where the page of this installation is built; `undefined` where the package is missing. */
export function builtFolder(): URL | undefined {
  try {
    return new URL('dist/', pathToFileURL(require.resolve('@retimbre/playground/package.json')))
  } catch {
    return undefined
  }
}

/** A plain name, which cannot climb out of a folder. */
const ASSET_NAME = /^[\w-][\w.-]*$/

/** @param folder has `index.html` and the folder `assets` */
export function openBuiltPage(folder: URL | undefined): BuiltPage {
  const known = new Map<string, { readonly trace: string; readonly file: BuiltFile }>()
  const read = async (path: string): Promise<BuiltFile | undefined> => {
    if (folder === undefined) return undefined
    const url = new URL(path, folder)
    const stats = await stat(url).catch(() => undefined)
    if (!stats?.isFile()) return undefined
    const trace = `${stats.mtimeMs} ${stats.size}`
    const before = known.get(path)
    if (before?.trace === trace) return before.file
    const file = builtFile(path, await readFile(url))
    known.set(path, { trace, file })
    return file
  }
  return {
    index: () => read('index.html'),
    asset: async (name) => (ASSET_NAME.test(name) ? read(`assets/${name}`) : undefined),
  }
}

const TEXTS: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
}
const OTHERS: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

function builtFile(path: string, bytes: Buffer): BuiltFile {
  const extension = extname(path)
  const text = TEXTS[extension]
  return {
    contentType: text ?? OTHERS[extension] ?? 'application/octet-stream',
    // Weak, as it is the same for all codings.
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    bytes,
    ...(text !== undefined && { coded: codedOnce(bytes) }),
  }
}

// 9 of 11: a megabyte of script takes a tenth of a second, where 11 would keep the first visitor waiting for two.
const BROTLI_QUALITY = 9

const COMPRESS: Readonly<Record<Coding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

function codedOnce(bytes: Buffer): (coding: Coding) => Promise<Buffer> {
  const done = new Map<Coding, Promise<Buffer>>()
  return (coding) => {
    const compressed = done.get(coding) ?? COMPRESS[coding](bytes)
    done.set(coding, compressed)
    return compressed
  }
}
