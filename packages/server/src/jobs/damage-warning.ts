import type { DecodedAudio } from '@retimbre/media'

/** A file that is broken in places still plays; its owner should know that a part is missing. */
export function damageWarnings({ damagedPackets }: Pick<DecodedAudio, 'damagedPackets'>): readonly string[] {
  if (damagedPackets === 0) return []
  return ['The source file is damaged in places; what could not be read is missing from the sound.']
}
