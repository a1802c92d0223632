/**
 * The part of the protobuf wire format that an ONNX model needs, write only.
 * Source: protobuf encoding guide (varints, tags, length-delimited fields).
 */

const VARINT = 0
const LENGTH_DELIMITED = 2
const FIXED_32 = 5

/** Collects the fields of one message in the order in which they are written. */
export class MessageWriter {
  readonly #parts: Uint8Array[] = []

  integer(field: number, value: number | bigint): this {
    this.#parts.push(varint((field << 3) | VARINT), varint(value))
    return this
  }

  float(field: number, value: number): this {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    this.#parts.push(varint((field << 3) | FIXED_32), bytes)
    return this
  }

  bytes(field: number, value: Uint8Array): this {
    this.#parts.push(varint((field << 3) | LENGTH_DELIMITED), varint(value.length), value)
    return this
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value))
  }

  message(field: number, fill: (message: MessageWriter) => void): this {
    const message = new MessageWriter()
    fill(message)
    return this.bytes(field, message.finish())
  }

  finish(): Uint8Array {
    const result = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0))
    let offset = 0
    for (const part of this.#parts) {
      result.set(part, offset)
      offset += part.length
    }
    return result
  }
}

/** Negative numbers take their two's complement in 64 bits, as int64 fields do. */
function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return Uint8Array.from(bytes)
}
