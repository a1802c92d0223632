import { Random } from '../random.ts'
import { BEATS_PER_BAR, barsBefore, type Grid, secondsAt } from './grid.ts'
import type { LayerName } from './layer.ts'

/**
 * What happens over the length of a piece: who enters when, who rests, where fills fall, how the energy moves, and
 * where it ends. Source: restyle engine specification, 7.3. Everything is decided by the seed, before any layer plays.
 */
export interface Form {
  readonly barCount: number
  /** In beats: here the groove stops on a last chord that rings. Infinity when the piece is too short to end. */
  readonly ending: number
  readonly plays: (layer: LayerName, bar: number) => boolean
  /** First bar that a layer plays. */
  readonly entry: (layer: LayerName) => number
  readonly fill: (bar: number) => 'none' | 'small' | 'big'
  /** 0 … 1: how far up the music is. */
  readonly energy: (position: number) => number
}

// Shorter pieces have no room for entries and rests: everything plays from the first bar.
const ENTRY_MIN_BARS = 8
const REST_MIN_BARS = 16
const ENDING_MIN_BARS = 4
/** A last chord needs this long to be heard as one, and at least a quarter of a bar. */
const ENDING_MIN_SECONDS = 0.6
/** Layers that may rest for a bar. Sustained ones breathe with the energy instead. */
const RESTING: readonly LayerName[] = ['drums', 'bass', 'keys', 'pluck', 'bell', 'lead']
const REST_CHANCE = 0.5

export interface FormRequest {
  readonly grid: Grid
  readonly durationSeconds: number
  readonly seed: number
  /** With their levels: the loudest carry the piece and enter first. */
  readonly layers: readonly { readonly name: LayerName; readonly level: number }[]
  /** The plan's energy, −1 … 1: calm pieces swell, lively ones build. */
  readonly energy: number
}

export function planForm(request: FormRequest): Form {
  const { grid, durationSeconds } = request
  const barCount = barsBefore(grid, durationSeconds)
  const ending = endingOf(grid, durationSeconds, barCount)
  const entries = entriesOf(request, barCount)
  const rests = restsOf(request, barCount)
  const swellPhase = new Random(request.seed, 'form swell').unit()
  const lastBar = ending === Number.POSITIVE_INFINITY ? barCount : ending / BEATS_PER_BAR
  return {
    barCount,
    ending,
    entry: (layer) => entries.get(layer) ?? 0,
    plays: (layer, bar) => bar >= (entries.get(layer) ?? 0) && rests.get(bar) !== layer,
    fill: (bar) => {
      if (barCount < ENDING_MIN_BARS || bar >= lastBar) return 'none'
      // The bar before the last chord leads into it, wherever it lies.
      if ((bar + 1) % 8 === 0 || bar + 1 === lastBar) return 'big'
      return (bar + 1) % 4 === 0 ? 'small' : 'none'
    },
    energy: (position) => energyAt(position / BEATS_PER_BAR, barCount, request.energy, swellPhase),
  }
}

function endingOf(grid: Grid, durationSeconds: number, barCount: number): number {
  if (barCount < ENDING_MIN_BARS) return Number.POSITIVE_INFINITY
  const lastLine = (barCount - 1) * BEATS_PER_BAR
  const quarterBar = secondsAt(grid, lastLine + 1) - secondsAt(grid, lastLine)
  const left = durationSeconds - secondsAt(grid, lastLine)
  return left >= Math.max(ENDING_MIN_SECONDS, quarterBar) ? lastLine : lastLine - BEATS_PER_BAR
}

/** The louder half from the start, the rest two bars in, and of four or more layers the last four bars in. */
function entriesOf({ layers, seed }: FormRequest, barCount: number): Map<LayerName, number> {
  const random = new Random(seed, 'form entries')
  const order = layers.map((layer) => ({ ...layer, tie: random.unit() }))
  order.sort((a, b) => b.level - a.level || a.tie - b.tie)
  const entries = new Map<LayerName, number>()
  for (const [i, { name }] of order.entries()) {
    const late = i >= Math.ceil(order.length / 2)
    const last = i === order.length - 1 && order.length >= 4 && barCount >= REST_MIN_BARS
    entries.set(name, barCount < ENTRY_MIN_BARS || !late ? 0 : last ? 4 : 2)
  }
  return entries
}

/** Now and then the bar before a new eight is left to the others: which layer rests there. */
function restsOf({ layers, seed }: FormRequest, barCount: number): Map<number, LayerName> {
  const random = new Random(seed, 'form rests')
  const rests = new Map<number, LayerName>()
  const able = layers.map((layer) => layer.name).filter((name) => RESTING.includes(name))
  if (barCount < REST_MIN_BARS || able.length < 2) return rests
  for (let bar = 7; bar < barCount - 2; bar += 8) {
    const resting = random.pick(able)
    if (random.unit() < REST_CHANCE) rests.set(bar, resting)
  }
  return rests
}

/** Lively music builds for two thirds of its length, in waves of eight bars; calm music swells and ebbs. */
function energyAt(bar: number, barCount: number, energy: number, swellPhase: number): number {
  const progress = bar / Math.max(1, barCount)
  const build = 0.55 + 0.45 * Math.min(1, Math.max(0, progress) / 0.66)
  const wave = 0.06 * ((((bar % 8) + 8) % 8) / 8)
  const swell = 0.7 + 0.3 * Math.sin(2 * Math.PI * (bar / 8 + swellPhase))
  const calm = Math.max(0, Math.min(1, 0.5 - energy))
  return Math.min(1, (build + wave) * (1 - calm) + swell * calm)
}
