/** Named in every report, so that nobody takes the result for a diffusion model's. */
export const ENGINE_NAME = 'dsp-restyle'
export const ENGINE_VERSION = '0.1.0'
