import type { LayerName, LayerRequest } from '../arranger/layer.ts'
import { renderLayers } from '../arranger/layers.ts'
import { type Buses, joinBus } from './buses.ts'

/** Renders the layers one at a time into their buses; yields after each. @returns the names of those that sounded */
export function* playLayers(
  buses: Buses,
  request: LayerRequest,
  sourceInFront: boolean,
): Generator<void, readonly LayerName[]> {
  const played: LayerName[] = []
  const layers = renderLayers(request)
  for (let next = layers.next(); next.done !== true; next = layers.next()) {
    joinBus(buses, next.value, sourceInFront)
    played.push(next.value.name)
    yield
  }
  return played
}
