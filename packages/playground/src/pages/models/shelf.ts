/** The checkpoints in the order in which somebody looks for them. */

import type { Checkpoint } from '../../catalogue/catalogue.ts'

export interface Shelf {
  /** Here already, whole or begun; what was begun comes first, for it waits for somebody. */
  readonly here: readonly Checkpoint[]
  readonly installable: readonly Checkpoint[]
  /** Before distillation: for those who know that they want one. */
  readonly base: readonly Checkpoint[]
  /** The one to begin with, while nothing is installed. */
  readonly first: string | undefined
}

const PUBLISHED = ['small-music', 'small-sfx', 'medium'].flatMap((name) => [name, `${name}-base`])

export const isPublished = (name: string): boolean => PUBLISHED.includes(name)

const isBase = ({ name }: Checkpoint): boolean => name.endsWith('-base')

export function shelfOf(checkpoints: readonly Checkpoint[]): Shelf {
  const of = (state: Checkpoint['state']) => checkpoints.filter((each) => each.state === state)
  const installable = of('installable').filter((each) => !isBase(each))
  const here = [...of('incomplete'), ...of('installed')]
  return {
    here,
    installable,
    base: of('installable').filter(isBase),
    first: here.length === 0 ? installable[0]?.name : undefined,
  }
}

const COMMAND = /retimbre pull [\w.-]*\w/g

/** The commands that a sentence such as `run "retimbre pull medium", or …` names, each once, to be pasted. */
export const commandsIn = (sentence: string): readonly string[] => [
  ...new Set([...sentence.matchAll(COMMAND)].map(([command]) => asTyped(command))),
]

/** In a clone the command is found by `npx`; an installed one is found by it too. */
export const asTyped = (command: string): string => `npx ${command}`
