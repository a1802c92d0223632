export { SAMPLE_RATE_HZ, type StereoAudio } from './audio.ts'
