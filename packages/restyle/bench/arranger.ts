/**
 * What each layer of the arranger costs, in milliseconds of processor time per second of audio, first with an empty
 * cache of one-shots, then with a full one. Run: npx tsx --conditions=source packages/restyle/bench/arranger.ts [seconds]
 */
import type { Key } from '../src/analysis/facts.ts'
import { renderCarrier } from '../src/arranger/carrier.ts'
import { evenGrid } from '../src/arranger/grid.ts'
import type { LayerRequest } from '../src/arranger/layer.ts'
import { renderLayers } from '../src/arranger/layers.ts'
import { OneShots } from '../src/arranger/one-shots.ts'
import { addTable } from '../src/arranger/oscillator.ts'
import { wavetable } from '../src/arranger/wavetable.ts'
import { SAMPLE_RATE_HZ } from '../src/dsp/stereo.ts'
import { PLAN_KEYS, type Plan, type PlanKey, type Style } from '../src/prompt/plan-keys.ts'

const durationSeconds = Number(process.argv[2] ?? 30)
const KEY: Key = { root: 9, minor: true, confidence: 1 }

const PIECES: Record<string, { bpm: number; style: Style; plan: Partial<Record<PlanKey, number>> }> = {
  'neo soul': {
    bpm: 90,
    style: { kit: 'dry', groove: 'neosoul', bassP: 'round', keysP: 'rhodes', harm: 9 },
    plan: { Ldrum: 0.6, Lbass: 0.6, Lkeys: 0.65, swing: 0.4, lag: 0.6 },
  },
  techno: {
    bpm: 130,
    style: { kit: '909', groove: 'techno', bassP: 'rumble', pluckP: 'stab', harm: 'min' },
    plan: { Ldrum: 0.8, Lbass: 0.5, energy: 0.5, dens: -0.2 },
  },
  'dark ambient': {
    bpm: 70,
    style: { padP: 'dark', harm: 'sus' },
    plan: { Lpad: 0.8, Lstr: 0.35, Ldrone: 0.3, Lhit: 0.4, energy: -0.6, mode: -0.4 },
  },
  everything: {
    bpm: 110,
    style: { kit: 'acoustic', groove: 'rock8', harm: 7, keysP: 'piano', pluckP: 'harp' },
    plan: {
      ...{ Ldrum: 0.5, Lbass: 0.5, Lpad: 0.5, Lkeys: 0.5, Lpluck: 0.5, Lbell: 0.5 },
      ...{ Lstr: 0.5, Lchoir: 0.5, Llead: 0.5, Lbrass: 0.5, Ldrone: 0.5, Lhit: 0.6 },
    },
  },
}

function requestOf(piece: (typeof PIECES)[string], oneShots: OneShots): LayerRequest {
  const neutral = Object.fromEntries(Object.keys(PLAN_KEYS).map((key) => [key, 0])) as Plan
  const plan = { ...neutral, ...piece.plan }
  const swing = plan.swing
  const grid = evenGrid({ tempoBpm: piece.bpm, durationSeconds, swing, key: KEY, mode: plan.mode, seed: 1 })
  return {
    lengthSamples: Math.round(durationSeconds * SAMPLE_RATE_HZ),
    ...{ grid, plan, style: piece.style, key: KEY, seed: 1, tuningSemitones: 0, melody: null, oneShots },
    ...{ trust: { beats: 1, key: 1, named: new Set<never>() }, sourceKit: null, humanise: true },
  }
}

/** Milliseconds of processor time since the process began: a busy machine does not lengthen it. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function timed(request: LayerRequest): [name: string, milliseconds: number][] {
  const rows: [string, number][] = []
  let before = processorTime()
  for (const layer of renderLayers(request)) {
    rows.push([layer.name, (processorTime() - before) / durationSeconds])
    before = processorTime()
  }
  return rows
}

for (const [title, piece] of Object.entries(PIECES)) {
  const request = requestOf(piece, new OneShots())
  const cold = timed(request)
  const warm = new Map(timed(request))
  console.log(`\n${title}: ms per second of audio (cold, warm), ${durationSeconds} s`)
  for (const [name, milliseconds] of cold) {
    console.log(`  ${name.padEnd(8)} ${milliseconds.toFixed(2).padStart(6)} ${warm.get(name)?.toFixed(2).padStart(6)}`)
  }
  const total = (rows: Iterable<[string, number]>) => [...rows].reduce((sum, [, ms]) => sum + ms, 0).toFixed(2)
  console.log(`  total    ${total(cold).padStart(6)} ${total(warm).padStart(6)}`)
}

const { grid } = requestOf(PIECES.techno, new OneShots())
const start = processorTime()
renderCarrier({ lengthSamples: Math.round(durationSeconds * SAMPLE_RATE_HZ), grid, key: KEY, robot: false, seed: 1 })
console.log(`\nvocoder carrier: ${((processorTime() - start) / durationSeconds).toFixed(2)} ms per second of audio`)
const table = new Float32Array(60 * SAMPLE_RATE_HZ)
const untimed = processorTime()
for (let round = 0; round < 4; round++) addTable(table, wavetable('saw', 220), 220, 0.1, 0)
const oscillator = (processorTime() - untimed) / 240
console.log(`for comparison, one table oscillator at the full rate: ${oscillator.toFixed(3)} ms per second of audio`)
console.log(`peak resident memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
