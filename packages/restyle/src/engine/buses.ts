import { LAYER_RMS, type RenderedLayer } from '../arranger/layer.ts'
import { filterStereo, lowShelf } from '../dsp/biquad.ts'
import { add, type StereoAudio, scale } from '../dsp/stereo.ts'
import { fromDb } from '../dsp/units.ts'

/** The level that source and layers are brought to before they are mixed. */
export const REFERENCE_RMS = LAYER_RMS

/** What is processed apart before the mix. The tonal bus holds the source too; the others exist when they have layers. */
export interface Buses {
  readonly tonal: StereoAudio
  drums: StereoAudio | null
  bass: StereoAudio | null
}

/** A source that has to stay in front leaves layers a little less room. */
const UNDER_THE_SOURCE = 0.8

/** The source gives way to the layers: its level, and its low end where a new bass comes. In place. */
export function makeRoom(source: StereoAudio, gainDb: number, bassLevel: number): void {
  if (bassLevel > 0.15) filterStereo(source, [lowShelf(140, -10 * bassLevel, 0.9)])
  if (gainDb !== 0) scale(source, fromDb(gainDb))
}

/** Adds a layer to its bus; the first of a bus becomes the bus, so its buffer must not be used again. */
export function joinBus(buses: Buses, layer: RenderedLayer, sourceInFront: boolean): void {
  const gain = fromDb(layer.gainDb) * (sourceInFront ? UNDER_THE_SOURCE : 1)
  if (layer.bus === 'tonal') {
    add(buses.tonal, layer.audio, gain)
    return
  }
  const bus = buses[layer.bus]
  if (bus !== null) {
    add(bus, layer.audio, gain)
    return
  }
  scale(layer.audio, gain)
  buses[layer.bus] = layer.audio
}
