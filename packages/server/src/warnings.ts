/** What a result may come with: sentences about a request that succeeded, and not quite as was asked. */
export const WARNINGS = {
  source_damaged: 'The source file is damaged in places; what could not be read is missing from the sound.',
  silence_behind_source: 'The source is {seconds} s long; from there on the result is silence.',
  invented_behind_source: 'The source is {seconds} s long; from there on the result started from silence.',
  untouched: 'At an init noise level of 0 nothing is changed: this is the source itself, and no engine has touched it.',
  untouched_batch: 'All {count} results are the same, since nothing was changed.',
  other_engine:
    'This was made by "{maker}". When it was submitted, "{expected}" was to make it; what is installed has changed.',
  other_seed: 'The result with seed {first} was unusable ({reason}), so seed {second} was used.',
  white_noise:
    'The result is white noise from beginning to end. If that is not what you asked for, try another seed or other words.',
  turned_down: 'The result was {decibels} dB too loud and was turned down by as much.',

  // The embedded engine.
  no_use: 'The embedded engine is no diffusion model; it has no use for {knobs}.',

  // Stable Audio 3.
  distilled_guidance:
    'Guidance {scale}: the checkpoint "{name}" is distilled and was made for guidance 1. Other values double the time and push the result away from what it was trained to make; on a base checkpoint they strengthen the prompt.',
  distilled_negative:
    'The negative prompt has little effect on the distilled checkpoint "{name}"; base checkpoints were made for it.',
  distilled_steps:
    '{steps} steps: the distilled checkpoint "{name}" was made for {best}. More take longer and rarely sound better.',
  distilled_sampler: 'The sampler "{sampler}": the distilled checkpoint "{name}" was trained for "pingpong".',
  base_steps: '{steps} steps are few for the base checkpoint "{name}": it was made for about 50.',
  base_guidance: 'Guidance 1 is none: the base checkpoint "{name}" follows the prompt best at about 7.',
  base_sampler: 'The sampler "pingpong" is for distilled checkpoints; "{name}" is made for "euler".',
  negative_unheard: 'The negative prompt had no effect: at guidance 1 a model does not look at it.',
  edited_on_another:
    'The checkpoint "{best}" is not installed, so "{name}" made this; it takes clips of up to {seconds} s.',
  plan_unheard:
    'The plan had no effect: it steers the embedded signal processing, and Stable Audio 3 follows words alone.',
} as const satisfies Record<string, string>
