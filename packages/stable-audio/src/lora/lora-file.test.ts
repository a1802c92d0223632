import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { narrowToHalf, widenHalf } from '../checkpoint/half-floats.ts'
import { filledTensor } from '../testing/golden.test.fixture.ts'
import { adapterTensors, filled, writeLora } from '../testing/lora.test.fixture.ts'
import { temporaryFolder } from '../testing/temporary-folder.test.fixture.ts'
import { readLoraFile } from './lora-file.ts'

const LAYER = 'model.transformer.project_in'
const SHAPE = [6, 5] as const
const leaf = (name: string) => `${LAYER}.parametrizations.weight.0.${name}`
const official = adapterTensors(LAYER, 'lora', SHAPE, 'a')
const invalid = expect.objectContaining({ code: 'lora_invalid' })

test('a file that says nothing about itself is a plain LoRA whose alpha is its rank', async () => {
  const path = await writeLora(temporaryFolder(), 'a', official)
  const { layers, ignoredKeys } = readLoraFile(path)
  expect(ignoredKeys).toBe(0)
  expect(layers).toHaveLength(1)
  expect(layers[0]).toMatchObject({ layer: LAYER, scaling: 'none', rank: 2, gain: 1 })
  expect(layers[0]?.factors).toEqual({ down: filledTensor('a:A', [2, 5]), up: filledTensor('a:B', [6, 2]) })
})

test('alpha and rank of the header make the gain', async () => {
  const folder = temporaryFolder()
  const gains = []
  for (const config of [{ rank: 2, alpha: 3 }, { alpha: 8 }, { rank: 4, alpha: 2 }, { rank: 16, alpha: null }]) {
    gains.push(readLoraFile(await writeLora(folder, 'a', official, config)).layers[0]?.gain)
  }
  expect(gains).toEqual([1.5, 4, 0.5, 1])
})

test('the old type `dora` scales columns when it keeps its magnitudes as one row, and rows otherwise', async () => {
  const folder = temporaryFolder()
  const scaling = []
  for (const shape of [[1, 5], [6, 1], [6]]) {
    const tensors = { ...official, [leaf('magnitude')]: filled('m.gamma', shape) }
    const [layer] = readLoraFile(await writeLora(folder, 'a', tensors, { adapter_type: 'dora' })).layers
    scaling.push([layer?.scaling, (layer?.rowMagnitudes ?? layer?.columnMagnitudes)?.length])
  }
  expect(scaling).toEqual([
    ['columns', 5],
    ['rows', 6],
    ['rows', 6],
  ])
})

test('fp16 tensors, as the trainer writes them, are read as what they hold', async () => {
  const path = await writeLora(temporaryFolder(), 'a', official, { rank: 2 }, 'f16')
  const values = filledTensor('a:A', [2, 5])
  const narrow = new Uint16Array(values.length)
  const wide = new Float32Array(values.length)
  narrowToHalf(values, narrow)
  widenHalf(narrow, wide)
  expect(readLoraFile(path).layers[0]?.factors).toMatchObject({ down: wide })
})

test('a PEFT file is read with the configuration that lies beside it', async () => {
  const folder = temporaryFolder()
  const of = (name: string) => `base_model.model.transformer.layers.0.self_attn.to_out.${name}`
  const tensors = {
    [of('lora_A.weight')]: filled('a:A', [4, 5]),
    [of('lora_B.weight')]: filled('a:B', [6, 4]),
    [of('lora_magnitude_vector')]: filled('m.gamma', [6]),
  }
  const path = await writeLora(folder, 'adapter_model', tensors)
  const read = (config: unknown) => {
    writeFileSync(join(folder, 'adapter_config.json'), JSON.stringify(config))
    return readLoraFile(path).layers[0]
  }
  expect(read({ r: 4, lora_alpha: 8 })).toMatchObject({
    layer: 'transformer.layers.0.self_attn.to_out',
    rank: 4,
    gain: 2,
    scaling: 'none',
    rowMagnitudes: undefined,
  })
  expect(read({ r: 4, lora_alpha: 8, use_rslora: true })?.gain).toBe(4)
  const dora = read({ r: 4, lora_alpha: 4, use_dora: true })
  expect(dora).toMatchObject({ gain: 1, scaling: 'rows', rowMagnitudes: filledTensor('m.gamma', [6]) })
  expect(() => read([])).toThrow(invalid)
  expect(() => read({ r: 'four' })).toThrow(invalid)
})

test('keys that are no part of an adapter are counted', async () => {
  const tensors = { ...official, 'epoch.count': filled('x', [1]), [`${LAYER}.bias`]: filled('y', [6]) }
  expect(readLoraFile(await writeLora(temporaryFolder(), 'a', tensors)).ignoredKeys).toBe(2)
})

test('half an adapter, an unknown type, a core that is not square and a broken header are refused', async () => {
  const folder = temporaryFolder()
  const read = async (tensors: Parameters<typeof writeLora>[2], config?: unknown) =>
    readLoraFile(await writeLora(folder, 'a', tensors, config))
  const { [leaf('lora_A')]: down } = official
  await expect(read({ [leaf('lora_A')]: down as NonNullable<typeof down> })).rejects.toEqual(invalid)
  await expect(read(official, { adapter_type: 'dora-rows' })).rejects.toEqual(invalid)
  await expect(read(official, { adapter_type: 'loha' })).rejects.toEqual(invalid)
  await expect(read(official, { rank: 0 })).rejects.toEqual(invalid)
  await expect(read(official, 'rank 4')).rejects.toEqual(invalid)
  const core = { [leaf('M_xs')]: filled('m', [2, 3]) }
  await expect(read(core, { adapter_type: 'lora-xs' })).rejects.toEqual(invalid)
})

test('a pickle is refused by what it is, whatever its name, and a file that is not there is an error too', () => {
  const folder = temporaryFolder()
  const write = (name: string, bytes: readonly number[]) => {
    writeFileSync(join(folder, name), Uint8Array.from(bytes))
    return join(folder, name)
  }
  const zip = [0x50, 0x4b, 3, 4, 0, 0, 8, 8, 0, 0, 0, 0]
  const bare = [0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8]
  for (const path of [
    write('a.ckpt', zip),
    write('b.safetensors', zip),
    write('c.safetensors', bare),
    write('d.pt', [1]),
  ])
    expect(() => readLoraFile(path), path).toThrow(/pickle/)
  expect(() => readLoraFile(join(folder, 'nothing.safetensors'))).toThrow(invalid)
})
