/** The ten prompts of the specification, 5.1, each with the clip it is tried on. */
export interface BenchmarkPrompt {
  readonly name: string
  readonly clip: 'music' | 'speech'
  readonly prompt: string
  readonly negativePrompt?: string
}

export const PROMPTS: readonly BenchmarkPrompt[] = [
  {
    name: 'dark cinematic ambient',
    clip: 'music',
    prompt:
      'Transform this into a dark cinematic ambient track with deeper low-end texture, distant metallic resonance, slower pacing, and a more atmospheric, spacious mix.',
  },
  { name: 'neo soul', clip: 'music', prompt: 'downtown dusk neo soul pocket groove' },
  { name: '8-bit', clip: 'music', prompt: '8-bit video game music, very fast and playful' },
  {
    name: 'lo-fi hip hop',
    clip: 'music',
    prompt: 'warm lo-fi hip hop beat, dusty vinyl, 82 BPM, slightly muffled',
    negativePrompt: 'harshness',
  },
  { name: 'techno', clip: 'music', prompt: 'driving warehouse techno, aggressive and loud, 130 BPM' },
  { name: 'underwater', clip: 'music', prompt: 'muffled, like it is playing underwater' },
  { name: 'telephone', clip: 'speech', prompt: 'an old telephone call, no reverb' },
  { name: 'cathedral', clip: 'speech', prompt: 'distant voice in a huge cathedral with ethereal choir' },
  {
    name: 'bossa nova',
    clip: 'music',
    prompt: 'relaxed bossa nova with nylon guitar, no drums from the original',
  },
  {
    name: 'city at sunset',
    clip: 'music',
    prompt: 'A cinematic shot of a city at sunset, soft golden light',
    negativePrompt: 'blurry, low quality, distorted',
  },
]
