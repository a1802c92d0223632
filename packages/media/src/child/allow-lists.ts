/**
 * What FFmpeg may use on a stranger's file. Everything else in the build (playlists, network protocols, image, video
 * and subtitle codecs, scripted formats) stays closed, so it cannot be attacked and cannot open other files.
 */

/** Containers, by demuxer name. Never a format that names other files (hls, concat, dash, sdp, image2, …). */
export const ALLOWED_DEMUXERS = [
  'aac',
  'ac3',
  'aiff',
  'amr',
  'au',
  'caf',
  'eac3',
  'flac',
  'matroska',
  'mov',
  'mp3',
  'ogg',
  'w64',
  'wav',
  'wv',
]

const PCM_DECODERS = [
  'pcm_u8',
  'pcm_s8',
  'pcm_s16le',
  'pcm_s16be',
  'pcm_s24le',
  'pcm_s24be',
  'pcm_s32le',
  'pcm_s32be',
  'pcm_f32le',
  'pcm_f32be',
  'pcm_f64le',
  'pcm_f64be',
  'pcm_alaw',
  'pcm_mulaw',
]

/** Sound decoders, by name. */
export const ALLOWED_DECODERS = [
  ...PCM_DECODERS,
  'aac',
  'ac3',
  'adpcm_ima_qt',
  'adpcm_ima_wav',
  'adpcm_ms',
  'alac',
  'amrnb',
  'amrwb',
  'eac3',
  'flac',
  'mp2float',
  'mp3float',
  'opus',
  'vorbis',
  'wavpack',
]

/**
 * The only protocol: the one local file that the job names.
 *
 * This list alone keeps FFmpeg from the network. The child has no sandbox of the system around it: code that takes it over
 * could open sockets and read what its user may read. Where that matters, run the service without a way out.
 */
export const ALLOWED_PROTOCOL = 'file'
