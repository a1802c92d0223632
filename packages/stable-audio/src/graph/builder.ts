/**
 * A small typed language for ONNX graphs: an operation takes values and gives a value back.
 *
 * Weights stay where they are: `stored` makes an initializer that points at a byte range of a file, a row slice of a
 * matrix is only another offset. Source: onnx.proto (IR version 10), opset 18 and the `com.microsoft` operators,
 * which is the set that every execution provider of ONNX Runtime knows best.
 */

import { MessageWriter } from './protobuf.ts'

export const ELEMENT_TYPES = { f32: 1, u8: 2, i8: 3, i32: 6, i64: 7, bool: 9, f16: 10, bf16: 16 } as const
export type ElementType = keyof typeof ELEMENT_TYPES

/** The name of a tensor inside a graph. */
export type Value = string & { readonly __value: unique symbol }

/** A number, or the name of a length that is known only when the graph runs. */
export type Dimension = number | string

export type Attribute = number | string | readonly number[] | { readonly float: number }

/** A byte range of a file that holds a tensor as it is. */
export interface FileRange {
  readonly path: string
  readonly byteOffset: number
  readonly byteLength: number
}

/** A finished graph: its bytes, and what a session needs to know about it. */
export interface GraphModel {
  readonly bytes: Uint8Array
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Bytes of weights that stay in files; what a session costs at most when they are packed. */
  readonly storedBytes: number
  /** Bytes that half-precision weights take when they are cast, which happens once, while the session opens. */
  readonly castBytes: number
  /** Folder that every stored path is relative to: the root of the file system. */
  readonly storedRoot: string
}

interface OperationOptions {
  readonly domain?: string
}

const IR_VERSION = 10
const OPSET = 18
const CONTRIB = 'com.microsoft'
/** An optional input that is left out. */
export const ABSENT = '' as Value

export class Graph {
  readonly #nodes: Uint8Array[] = []
  readonly #initializers = new Map<string, Uint8Array>()
  readonly #casts = new Map<string, Value>()
  readonly #inputs: { name: string; bytes: Uint8Array }[] = []
  readonly #outputs: { name: string; bytes: Uint8Array }[] = []
  readonly #storedRoot: string
  #storedBytes = 0
  #castBytes = 0
  #count = 0

  /** @param storedRoot  the root of the file system that holds the weights (`/`, or a drive) */
  constructor(storedRoot = '/') {
    this.#storedRoot = storedRoot
  }

  input(name: string, type: ElementType, dimensions: readonly Dimension[]): Value {
    if (!this.#inputs.some((input) => input.name === name)) {
      this.#inputs.push({ name, bytes: valueInfo(name, type, dimensions) })
    }
    return name as Value
  }

  output(value: Value, name: string, dimensions: readonly Dimension[], type: ElementType = 'f32'): void {
    this.#node('Identity', [value], [name], {}, '')
    this.#outputs.push({ name, bytes: valueInfo(name, type, dimensions) })
  }

  /** A weight that stays in its file. One initializer a name, however often it is asked for. */
  stored(name: string, type: ElementType, shape: readonly number[], range: FileRange): Value {
    if (!this.#initializers.has(name)) {
      this.#storedBytes += range.byteLength
      if (type === 'f16' || type === 'bf16') this.#castBytes += 2 * range.byteLength
      this.#initializers.set(name, storedInitializer(name, type, shape, range, this.#storedRoot))
    }
    return name as Value
  }

  /** A small tensor inside the graph itself. One initializer a name. */
  embedded(name: string, type: ElementType, shape: readonly number[], bytes: Uint8Array): Value {
    if (!this.#initializers.has(name)) this.#initializers.set(name, embeddedInitializer(name, type, shape, bytes))
    return name as Value
  }

  /** @param name  shared by equal constants; a fresh one when absent */
  floats(values: ArrayLike<number>, shape: readonly number[], name = this.#fresh('floats')): Value {
    if (this.#initializers.has(name)) return name as Value
    return this.embedded(name, 'f32', shape, bytesOf(Float32Array.from(values)))
  }

  float(value: number): Value {
    return this.floats([value], [], `float ${value}`)
  }

  integers(values: readonly number[]): Value {
    const bytes = bytesOf(BigInt64Array.from(values.map(BigInt)))
    return this.embedded(`integers ${values.join(',')}`, 'i64', [values.length], bytes)
  }

  /** An operator of the standard set with one result. */
  op(type: string, inputs: readonly Value[], attributes: Readonly<Record<string, Attribute>> = {}): Value {
    return this.ops(type, inputs, 1, attributes)[0] as Value
  }

  /** An operator of the standard set with several results. */
  ops(
    type: string,
    inputs: readonly Value[],
    results: number,
    attributes: Readonly<Record<string, Attribute>> = {},
    { domain = '' }: OperationOptions = {},
  ): readonly Value[] {
    const outputs = Array.from({ length: results }, () => this.#fresh(type))
    this.#node(type, inputs, outputs, attributes, domain)
    return outputs as readonly string[] as readonly Value[]
  }

  /** An operator of ONNX Runtime's own set (`com.microsoft`) with one result. */
  contrib(type: string, inputs: readonly Value[], attributes: Readonly<Record<string, Attribute>> = {}): Value {
    return this.ops(type, inputs, 1, attributes, { domain: CONTRIB })[0] as Value
  }

  add(left: Value, right: Value): Value {
    return this.op('Add', [left, right])
  }

  sub(left: Value, right: Value): Value {
    return this.op('Sub', [left, right])
  }

  mul(left: Value, right: Value): Value {
    return this.op('Mul', [left, right])
  }

  div(left: Value, right: Value): Value {
    return this.op('Div', [left, right])
  }

  /** 0 keeps a dimension, -1 takes what is left. */
  reshape(value: Value, shape: readonly number[]): Value {
    return this.op('Reshape', [value, this.integers(shape)])
  }

  transpose(value: Value, permutation: readonly number[]): Value {
    return this.op('Transpose', [value], { perm: permutation })
  }

  concat(values: readonly Value[], axis: number): Value {
    return this.op('Concat', values, { axis })
  }

  split(value: Value, parts: number, axis: number): readonly Value[] {
    return this.ops('Split', [value], parts, { axis, num_outputs: parts })
  }

  /** `to` may lie past the end, and counts from the end when negative. */
  slice(value: Value, axis: number, from: number, to: number): Value {
    return this.op('Slice', [value, this.integers([from]), this.integers([to]), this.integers([axis])])
  }

  /** One cast a value and type, however often it is asked for. */
  cast(value: Value, to: ElementType): Value {
    const key = `${value} ${to}`
    const known = this.#casts.get(key)
    if (known !== undefined) return known
    const result = this.op('Cast', [value], { to: ELEMENT_TYPES[to] })
    this.#casts.set(key, result)
    return result
  }

  build(): GraphModel {
    const model = new MessageWriter().integer(1, IR_VERSION).text(2, 'retimbre')
    model.message(7, (graph) => {
      for (const node of this.#nodes) graph.bytes(1, node)
      graph.text(2, 'graph')
      for (const initializer of this.#initializers.values()) graph.bytes(5, initializer)
      for (const { bytes } of this.#inputs) graph.bytes(11, bytes)
      for (const { bytes } of this.#outputs) graph.bytes(12, bytes)
    })
    model.message(8, (opset) => opset.text(1, '').integer(2, OPSET))
    model.message(8, (opset) => opset.text(1, CONTRIB).integer(2, 1))
    return {
      bytes: model.finish(),
      inputs: this.#inputs.map(({ name }) => name),
      outputs: this.#outputs.map(({ name }) => name),
      storedBytes: this.#storedBytes,
      castBytes: this.#castBytes,
      storedRoot: this.#storedRoot,
    }
  }

  #fresh(hint: string): string {
    this.#count += 1
    return `${hint} ${this.#count}`
  }

  #node(
    type: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>>,
    domain: string,
  ): void {
    const node = new MessageWriter()
    for (const input of inputs) node.text(1, input)
    for (const output of outputs) node.text(2, output)
    node.text(3, this.#fresh(`${type} node`)).text(4, type)
    for (const [name, value] of Object.entries(attributes)) node.message(5, (field) => attribute(field, name, value))
    if (domain) node.text(7, domain)
    this.#nodes.push(node.finish())
  }
}

function attribute(message: MessageWriter, name: string, value: Attribute): void {
  message.text(1, name)
  if (typeof value === 'string') message.text(4, value).integer(20, 3)
  else if (typeof value === 'number') message.integer(3, value).integer(20, 2)
  else if ('float' in value) message.float(2, value.float).integer(20, 1)
  else {
    for (const item of value) message.integer(8, item)
    message.integer(20, 7)
  }
}

function valueInfo(name: string, type: ElementType, dimensions: readonly Dimension[]): Uint8Array {
  return new MessageWriter()
    .text(1, name)
    .message(2, (typeField) =>
      typeField.message(1, (tensor) => {
        tensor.integer(1, ELEMENT_TYPES[type]).message(2, (shape) => {
          for (const dimension of dimensions) {
            shape.message(1, (field) =>
              typeof dimension === 'number' ? field.integer(1, dimension) : field.text(2, dimension),
            )
          }
        })
      }),
    )
    .finish()
}

function initializer(name: string, type: ElementType, shape: readonly number[]): MessageWriter {
  const tensor = new MessageWriter()
  for (const dimension of shape) tensor.integer(1, dimension)
  return tensor.integer(2, ELEMENT_TYPES[type]).text(8, name)
}

const embeddedInitializer = (name: string, type: ElementType, shape: readonly number[], bytes: Uint8Array) =>
  initializer(name, type, shape).bytes(9, bytes).finish()

function storedInitializer(
  name: string,
  type: ElementType,
  shape: readonly number[],
  range: FileRange,
  root: string,
): Uint8Array {
  // ONNX Runtime refuses absolute locations and `..`: the path is told from the root of the file system.
  const location = range.path.slice(root.length).split('\\').join('/')
  const entries = { location, offset: String(range.byteOffset), length: String(range.byteLength) }
  const tensor = initializer(name, type, shape)
  for (const [key, value] of Object.entries(entries)) tensor.message(13, (entry) => entry.text(1, key).text(2, value))
  return tensor.integer(14, 1).finish()
}

const bytesOf = (values: Float32Array | BigInt64Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
