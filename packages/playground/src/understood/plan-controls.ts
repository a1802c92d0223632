/** What can be set in a plan, as the model's schema says: one control for each key, in the order of the editor. */

export interface PlanControl {
  readonly key: string
  /** In English. */
  readonly title: string
  readonly group: string
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly step: number
}

interface PlanSchema {
  readonly properties?: Readonly<Record<string, unknown>>
}

interface PlanProperty {
  readonly title?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly step?: number
  readonly 'x-group'?: string
  readonly 'x-unit'?: string
}

/** @param schema  of a model's inputs, or of its input `plan` alone; none for a model without one */
export function planControls(schema: unknown): readonly PlanControl[] {
  const { properties = {} } = (schema ?? {}) as PlanSchema
  const plan = (properties.plan ?? schema ?? {}) as PlanSchema
  return Object.entries(plan.properties ?? {}).flatMap(([key, property]) => {
    const { title = key, minimum, maximum, step = 0.01, ...hints } = property as PlanProperty
    // Keys of a plan are bounded; what is not is some other input.
    if (minimum === undefined || maximum === undefined || hints['x-group'] === undefined) return []
    return [{ key, title, group: hints['x-group'], unit: hints['x-unit'] ?? '', min: minimum, max: maximum, step }]
  })
}

export interface ControlGroup {
  readonly name: string
  readonly controls: readonly PlanControl[]
}

/** In the order in which the groups first come up. */
export function grouped(controls: readonly PlanControl[]): readonly ControlGroup[] {
  const names = [...new Set(controls.map(({ group }) => group))]
  return names.map((name) => ({ name, controls: controls.filter(({ group }) => group === name) }))
}

/** Whether something that is looked for is called so, whatever the case and the marks: "davul", "DAVUL", "ruzgar". */
export function isCalled(query: string, names: readonly string[]): boolean {
  const wanted = plainLetters(query).split(/\s+/).filter(Boolean)
  const found = names.map(plainLetters).join(' ')
  return wanted.every((word) => found.includes(word))
}

const plainLetters = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i')
