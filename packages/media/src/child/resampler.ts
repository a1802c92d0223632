/**
 * FFmpeg's resampler with a long kernel.
 *
 * The default (32 taps) lets a 23 kHz tone at 48 kHz through as an alias at -20 dB; these settings give -53 dB, keep
 * 19 kHz flat, and cost about 2 ms a second of stereo. Measured in `decode.resample.test.ts`.
 */
export const RESAMPLER_QUALITY = 'filter_size=64:phase_shift=10:cutoff=0.97:internal_sample_fmt=fltp'
