import type { Sampler } from '../../request.ts'
import { dpmpp } from './dpmpp.ts'
import { euler } from './euler.ts'
import { pingpong } from './pingpong.ts'
import { rk4 } from './rk4.ts'
import type { SamplerRun } from './sampler.ts'

export const SAMPLER_RUNS: Readonly<Record<Sampler, SamplerRun>> = { pingpong, euler, dpmpp, rk4 }
