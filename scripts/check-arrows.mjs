/**
 * Holds the arrows of the architecture: which package may import which, always through what it exports, never upward,
 * and nothing that is not in its own package.json.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** package folder -> folders it may import */
const ARROWS = {
  media: [],
  restyle: ['media'],
  'stable-audio': ['media'],
  server: ['media', 'restyle', 'stable-audio'],
  playground: [],
}

/** Published as built files that carry what they import, so it may be a development dependency. */
const BUNDLED = new Set(['playground'])

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|(?:^|\n)\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
const BUILTIN = new Set(builtinModules)

/** @returns sentences, one a broken arrow; none when all hold */
export function findBrokenArrows(root) {
  const packages = join(root, 'packages')
  const folders = readdirSync(packages)
  const folderOf = new Map(folders.map((folder) => [manifest(packages, folder).name, folder]))
  const exported = new Set(folders.flatMap((folder) => exportsOf(manifest(packages, folder))))
  return folders.flatMap((folder) => {
    const allowed = ARROWS[folder]
    if (!allowed) return [`packages/${folder} is not in the list of packages (scripts/check-arrows.mjs)`]
    const { dependencies = {}, devDependencies = {} } = manifest(packages, folder)
    const source = join(packages, folder, 'src')
    return sourceFiles(source).flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const fault = faultOf({
          specifier,
          file,
          source,
          folder,
          folderOf,
          exported,
          allowed,
          dependencies,
          devDependencies,
        })
        return fault ? [`${relative(root, file).split(sep).join('/')}: "${specifier}" ${fault}`] : []
      }),
    )
  })
}

function faultOf({ specifier, file, source, folder, folderOf, exported, allowed, dependencies, devDependencies }) {
  if (specifier.startsWith('.')) {
    return resolve(dirname(file), specifier).startsWith(source + sep) ? '' : 'leaves the package by a path'
  }
  if (specifier.startsWith('node:')) return ''
  if (BUILTIN.has(specifier)) return 'is a Node module and needs its "node:" prefix'
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const target = folderOf.get(name)
  if (target !== undefined && target !== folder) {
    if (!allowed.includes(target))
      return `points against the arrows (${folder} may import: ${allowed.join(', ') || 'nothing'})`
    if (!exported.has(specifier)) return 'is not an export of that package'
  }
  if (name in dependencies) return ''
  const forTests = /\.test(\.fixture)?\.ts$|[/\\]testing[/\\]/.test(file)
  if (forTests) return ''
  if (BUNDLED.has(folder) && name in devDependencies) return ''
  return name in devDependencies ? 'is a development dependency' : 'is not in the package.json of this package'
}

const manifest = (packages, folder) => JSON.parse(readFileSync(join(packages, folder, 'package.json'), 'utf8'))

/** What a package may be imported by: its name, and the name with each subpath that it declares. */
const exportsOf = ({ name, exports = {} }) => [name, ...Object.keys(exports).map((path) => posix.join(name, path))]

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourceFiles(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

function importsOf(file) {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const broken = findBrokenArrows(fileURLToPath(new URL('..', import.meta.url)))
  for (const line of broken) console.error(line)
  process.exit(broken.length > 0 ? 1 : 0)
}
