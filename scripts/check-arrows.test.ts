import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { findBrokenArrows } from './check-arrows.mjs'

const roots: string[] = []
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true })
})

function workspace(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'retimbre-arrows-'))
  roots.push(root)
  const manifests = {
    'packages/media/package.json':
      '{"name":"@retimbre/media","exports":{".":"./i.js","./probe":"./p.js"},"dependencies":{"node-av":"1"}}',
    'packages/restyle/package.json': '{"name":"@retimbre/restyle","dependencies":{"@retimbre/media":"1"}}',
    'packages/media/src/index.ts': 'export {}',
    'packages/restyle/src/index.ts': 'export {}',
  }
  for (const [path, text] of Object.entries({ ...manifests, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

test('imports that follow the arrows pass', () => {
  const root = workspace({
    'packages/restyle/src/a.ts':
      "import { join } from 'node:path'\nimport type { X } from '@retimbre/media'\nimport '@retimbre/media/probe'\nexport * from './b/c.ts'\n",
    'packages/media/src/d.ts': "import {\n  one,\n  two,\n} from 'node-av'\n",
  })
  expect(findBrokenArrows(root)).toEqual([])
})

test.each([
  ['upward', 'packages/media/src/a.ts', "import { restyle } from '@retimbre/restyle'", 'against the arrows'],
  ['past the exports', 'packages/restyle/src/a.ts', "import x from '@retimbre/media/src/x.ts'", 'is not an export'],
  ['by a path', 'packages/restyle/src/a.ts', "import x from '../../media/src/x.ts'", 'by a path'],
  ['undeclared', 'packages/restyle/src/a.ts', "const x = await import('node-av')", 'not in the package.json'],
  ['a bare Node module', 'packages/media/src/a.ts', "import fs from 'fs'", 'node:'],
])('an import %s is named', (_, file, text, words) => {
  const broken = findBrokenArrows(workspace({ [file]: text }))
  expect(broken).toHaveLength(1)
  expect(broken[0]).toContain(file)
  expect(broken[0]).toContain(words)
})

test('a package that is published as a bundle may import its development dependencies, and nothing undeclared', () => {
  const root = workspace({
    'packages/playground/package.json': '{"name":"@retimbre/playground","devDependencies":{"react":"1"}}',
    'packages/playground/src/a.tsx': "import { useState } from 'react'\nimport { x } from 'preact'\n",
  })
  expect(findBrokenArrows(root)).toEqual([expect.stringContaining('"preact" is not in the package.json')])
})

test('a package that the list does not know is named', () => {
  const root = workspace({ 'packages/other/package.json': '{"name":"other"}', 'packages/other/src/index.ts': '' })
  expect(findBrokenArrows(root)).toEqual([expect.stringContaining('packages/other')])
})
