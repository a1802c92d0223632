/**
 * `npm run examples`: renders the examples of `example-recipes.json` with the embedded engine, and lists them with what
 * made them in packages/server/assets/examples. A file is called by a hash of its content, for the address of a file stands
 * for one content; what is not made any more goes.
 */

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare, ROOT, runLocal, say } from './prepare.mjs'

const ASSETS = join(ROOT, 'packages', 'server', 'assets')
const FOLDER = join(ASSETS, 'examples')
const LIST = join(FOLDER, 'examples.json')
const RECIPES = join(ROOT, 'scripts', 'example-recipes.json')

// Six of them come with every installation; 12 s at this rate are 145 kB, and still sound well.
const BITRATE_KBPS = 96

/** The inputs of the wire as the command line takes them. */
const FLAGS = {
  duration: '--duration',
  init_noise_level: '--strength',
  negative_prompt: '--negative',
  num_inference_steps: '--steps',
  guidance_scale: '--guidance',
}

prepare()
const { decode, encode } = await import('@retimbre/media')
const scratch = mkdtempSync(join(tmpdir(), 'retimbre-examples-'))
try {
  const made = []
  for (const example of JSON.parse(readFileSync(RECIPES, 'utf8'))) made.push(await remade(example))
  writeFileSync(LIST, `${JSON.stringify(made, undefined, 2)}\n`)
  const kept = new Set(['examples.json', ...made.map(({ file }) => file)])
  for (const name of readdirSync(FOLDER)) if (!kept.has(name)) rmSync(join(FOLDER, name))
  runLocal('biome', ['format', '--write', LIST])
} finally {
  rmSync(scratch, { recursive: true })
}

async function remade(example) {
  const { engine, engineVersion, path, warnings } = rendered(example)
  const { audio } = await decode(path)
  const metadata = { title: example.input.prompt, engine, seed: example.seed, software: 'Retimbre' }
  const bytes = await encode(audio, { format: 'mp3', bitrateKbps: BITRATE_KBPS, metadata })
  const file = `${example.id}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.mp3`
  writeFileSync(join(FOLDER, file), bytes)
  say(`${file} (${Math.round(bytes.byteLength / 1000)} kB)`)
  for (const warning of warnings) say(`  ${warning}`)
  return { ...example, engine: `${engine} ${engineVersion}`, file }
}

function rendered({ id, input: { prompt, ...input }, seed }) {
  const path = join(scratch, `${id}.wav`)
  const options = Object.entries(input).flatMap(([name, value]) => {
    if (FLAGS[name] === undefined) throw new Error(`the command line has no flag for "${name}" (${id})`)
    return [FLAGS[name], String(value)]
  })
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'packages', 'server', 'dist', 'cli', 'main.js'),
      ...['transform', join(ASSETS, 'neo-soul.mp3'), prompt, '-o', path, '--seed', String(seed), '--json', ...options],
    ],
    // Whatever checkpoints this machine has: the examples are what comes with the software.
    { encoding: 'utf8', env: { ...process.env, RETIMBRE_MODELS_CACHE: scratch, RETIMBRE_CHECKPOINT: '' } },
  )
  if (status !== 0) throw new Error(`${id}: ${stderr}`)
  return { path, ...JSON.parse(stdout) }
}
