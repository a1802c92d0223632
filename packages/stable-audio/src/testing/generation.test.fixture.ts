/** Requests that take a second or less on a tiny checkpoint, and what comes of them. */

import type { GeneratedItem, GenerateEvent, GenerateRequest } from '../request.ts'
import type { StableAudio } from '../stable-audio.ts'
import { goldenClip } from './golden-checkpoint.test.fixture.ts'

export const CLIP = goldenClip({ rate: 44_100, seconds: 3, channels: 2 })

export const SHORT: GenerateRequest = {
  items: [{ prompt: 'lofi house loop', seed: 7 }],
  durationSeconds: 1,
  steps: 3,
  paddingSeconds: 0,
}

export async function eventsOf(model: StableAudio, request: GenerateRequest): Promise<GenerateEvent[]> {
  const events: GenerateEvent[] = []
  for await (const event of model.generate(request)) events.push(event)
  return events
}

export async function itemsOf(model: StableAudio, request: GenerateRequest): Promise<readonly GeneratedItem[]> {
  return (await eventsOf(model, request)).filter((event) => event.type === 'generated')
}

/** Latents of the first item. */
export async function latentsOf(model: StableAudio, change: Partial<GenerateRequest>): Promise<Float32Array> {
  const [{ latents }] = await itemsOf(model, { ...SHORT, ...change })
  return latents
}

export const stageOf = (event: GenerateEvent): string => (event.type === 'progress' ? event.stage : event.type)

export const stagesOf = (events: readonly GenerateEvent[]): string[] => events.map(stageOf)
