import type { DecodedAudio } from '@retimbre/media'
import { WARNINGS } from '../warnings.ts'

/** A file that is broken in places still plays; its owner should know that a part is missing. */
export function damageWarnings({ damagedPackets }: Pick<DecodedAudio, 'damagedPackets'>): readonly string[] {
  return damagedPackets === 0 ? [] : [WARNINGS.source_damaged]
}
