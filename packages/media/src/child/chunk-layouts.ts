/** How a family of containers strings its chunks together. */
export interface ChunkLayout {
  /** Offset of the first chunk. */
  readonly start: number
  readonly headBytes: number
  /** Given the head at `offset`, says where the next head lies; Infinity when the chunk runs to the end of the file. */
  readonly next: (head: Buffer, offset: number) => number
}

/** The most that {@link chunkLayout} looks at. */
export const SIGNATURE_BYTES = 36

/** Sizes that a writer leaves behind when it could not come back to fill them in: the chunk runs to the end. */
const OPEN_SIZES = [0, 0xffffffff]

const RIFF: ChunkLayout = {
  start: 12,
  headBytes: 8,
  next: (head, at) => afterRiffChunk(head, head.readUInt32LE(4), at),
}
const RIFX: ChunkLayout = {
  start: 12,
  headBytes: 8,
  next: (head, at) => afterRiffChunk(head, head.readUInt32BE(4), at),
}
const AIFF: ChunkLayout = { start: 12, headBytes: 8, next: (head, at) => at + 8 + even(head.readUInt32BE(4)) }
const CAF: ChunkLayout = {
  start: 8,
  headBytes: 12,
  next: (head, at) => at + 12 + Number(head.readBigUInt64BE(4)),
}
/** Sony Wave64 has GUIDs for names; its sizes count the head, and chunks begin at multiples of eight. */
const WAVE64: ChunkLayout = {
  start: 40,
  headBytes: 24,
  next: (head, at) => at + Math.max(24, Math.ceil(Number(head.readBigUInt64LE(16)) / 8) * 8),
}
const MP4: ChunkLayout = { start: 0, headBytes: 16, next: afterAtom }

/** Atoms that hold atoms: the walk goes into them, because many small ones cost as much inside as outside. */
const NESTING_ATOMS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'udta', 'moof', 'traf', 'edts', 'dinf', 'mvex'])
const FIRST_ATOMS = new Set([
  'ftyp',
  'styp',
  'moov',
  'moof',
  'mdat',
  'free',
  'skip',
  'wide',
  'pnot',
  'uuid',
  'udta',
  'junk',
])

/** The layout of a file that begins with these bytes; undefined for files that are not made of chunks. */
export function chunkLayout(firstBytes: Buffer): ChunkLayout | undefined {
  const name = firstBytes.toString('latin1', 0, 4)
  if (name === 'RIFF') return RIFF
  if (name === 'RF64' || name === 'BW64') return riff64(Number(firstBytes.readBigUInt64LE(28)))
  if (name === 'RIFX') return RIFX
  if (name === 'FORM') return AIFF
  if (name === 'caff') return CAF
  if (name === 'riff') return WAVE64
  return FIRST_ATOMS.has(firstBytes.toString('latin1', 4, 8)) ? MP4 : undefined
}

/** RIFF for more than 4 GB: the size of the data stands in the first chunk, whatever the head of the data says. */
function riff64(dataBytes: number): ChunkLayout {
  const next: ChunkLayout['next'] = (head, at) => at + 8 + even(isData(head) ? dataBytes : head.readUInt32LE(4))
  return { ...RIFF, next }
}

function isData(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'data'
}

function afterRiffChunk(head: Buffer, size: number, offset: number): number {
  const open = isData(head) && OPEN_SIZES.includes(size)
  return open ? Number.POSITIVE_INFINITY : offset + 8 + even(size)
}

/** Size first, which counts the head; 1 announces a longer size behind the name, 0 the end of the file. */
function afterAtom(head: Buffer, offset: number): number {
  const size = head.readUInt32BE(0)
  if (size === 0) return Number.POSITIVE_INFINITY
  if (NESTING_ATOMS.has(head.toString('latin1', 4, 8))) return offset + 8
  return offset + Math.max(8, size === 1 ? Number(head.readBigUInt64BE(8)) : size)
}

function even(size: number): number {
  return size + (size % 2)
}
