import type { ProviderState } from '@retimbre/stable-audio'
import { type Finding, fail, ok, warn } from './finding.ts'

/**
 * What ONNX Runtime can compute on.
 * @param wanted  the provider that the service is set to
 */
export function providerFindings(states: readonly ProviderState[], wanted: string): readonly Finding[] {
  const here = states.filter(({ available }) => available).map(({ provider }) => provider)
  const chosen = states.find(({ provider }) => provider === wanted)
  if (!chosen?.available) {
    const reason = chosen?.reason ?? 'it is unknown'
    return [fail('provider', `${wanted} is not usable: ${reason}`, adviceFor(wanted, here))]
  }
  const idle = here.filter((provider) => provider !== wanted && provider !== 'cpu')
  const detail = `${wanted} is used; usable here: ${here.join(', ')}`
  if (idle.length === 0) return [ok('provider', detail)]
  return [warn('provider', detail, `RETIMBRE_PROVIDER=${idle[0]} may be faster; measure it`)]
}

function adviceFor(wanted: string, here: readonly string[]): string {
  if (here.length === 0 || wanted === 'cpu')
    return 'reinstall the dependencies with npm ci; Stable Audio cannot run without it'
  return `set RETIMBRE_PROVIDER to ${here.join(' or ')}, or install what it needs`
}
