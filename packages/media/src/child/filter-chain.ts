import { FFmpegError, Filter, type FilterContext, FilterGraph, Frame } from 'node-av/lib'

/** A straight line of filters from a buffer source to a buffer sink. Holds native memory: call `free` when done. */
export class FilterChain {
  readonly #graph = new FilterGraph()
  readonly #source: FilterContext
  readonly #sink: FilterContext
  readonly #output = new Frame()

  /**
   * @param sourceArguments of `abuffer`: time base, rate, sample format, channel layout
   * @param filters name and arguments of each filter, in order
   * @throws Error when FFmpeg refuses the chain; the child reports it as a crash
   */
  constructor(sourceArguments: string, filters: readonly (readonly [name: string, options: string])[]) {
    this.#graph.alloc()
    this.#output.alloc()
    this.#source = this.#create('abuffer', sourceArguments)
    let last = this.#source
    for (const [name, options] of filters) {
      const next = this.#create(name, options)
      FFmpegError.throwIfError(last.link(0, next, 0), name)
      last = next
    }
    this.#sink = this.#create('abuffersink', '')
    FFmpegError.throwIfError(last.link(0, this.#sink, 0), 'abuffersink')
    FFmpegError.throwIfError(this.#graph.configSync(), 'filter chain')
  }

  /** Sends a frame (null ends the stream) and yields what comes out. The yielded frame is reused. */
  *push(frame: Frame | null): Generator<Frame, void, void> {
    FFmpegError.throwIfError(this.#source.buffersrcAddFrameSync(frame), 'abuffer')
    while (this.#sink.buffersinkGetFrameSync(this.#output) >= 0) {
      yield this.#output
      this.#output.unref()
    }
  }

  free(): void {
    this.#output.free()
    this.#graph.free()
  }

  #create(name: string, options: string): FilterContext {
    const filter = Filter.getByName(name)
    const context = filter && this.#graph.createFilter(filter, `${name}${this.#graph.nbFilters}`, options)
    if (!context) throw new Error(`filter ${name} refused "${options}"`)
    return context
  }
}
