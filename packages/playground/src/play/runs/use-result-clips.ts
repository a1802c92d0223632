import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { ResultClip } from '../../listening/clips.ts'
import type { Run } from '../../runs/run.ts'
import { resultMarks } from './result-clips.ts'
import { RUN_TEXTS } from './run-texts.ts'

/** The results on the desk, newest first, each with what tells it from the others. */
export function useResultClips(runIds: readonly string[], runs: ReadonlyMap<string, Run>): readonly ResultClip[] {
  const t = useTexts(RUN_TEXTS)
  const { number } = useFormats()
  return resultMarks(runIds, runs).map(({ url, name, runId, seed, strength, edited }) => ({
    ...{ url, name, runId, seed },
    label: [strength !== undefined && t.strength(number(strength)), t.seed(seed), edited && t.edited]
      .filter(Boolean)
      .join(' · '),
  }))
}
