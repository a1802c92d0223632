/** A line chart as SVG: how cost grows with the length of the clip. Colours that are told apart on white and on black. */

export interface PlotLine {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface PlotOptions {
  readonly title: string
  readonly xTitle: string
  readonly yTitle: string
  readonly lines: readonly PlotLine[]
}

const WIDTH = 720
const HEIGHT = 420
const MARGIN = { left: 64, right: 24, top: 48, bottom: 56 }
const COLOURS = ['#2f81f7', '#e8833a', '#2da44e', '#a371f7']
const GREY = '#8b949e'
const TICKS = 6

export function linePlot({ title, xTitle, yTitle, lines }: PlotOptions): string {
  const all = lines.flatMap(({ points }) => points)
  const right = roundUp(Math.max(...all.map(([x]) => x)))
  const top = roundUp(Math.max(...all.map(([, y]) => y)))
  const across = (x: number) => MARGIN.left + (x / right) * (WIDTH - MARGIN.left - MARGIN.right)
  const down = (y: number) => HEIGHT - MARGIN.bottom - (y / top) * (HEIGHT - MARGIN.top - MARGIN.bottom)
  const ticks = (end: number) => Array.from({ length: TICKS + 1 }, (_, index) => (index * end) / TICKS)
  const text = (x: number, y: number, anchor: string, words: string, more = '') =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="${GREY}" ${more}>${escaped(words)}</text>`
  const grid = ticks(top).map(
    (y) =>
      `<path d="M${MARGIN.left} ${down(y).toFixed(1)}H${WIDTH - MARGIN.right}" stroke="${GREY}" stroke-opacity="0.3"/>` +
      text(MARGIN.left - 8, down(y) + 4, 'end', String(Number(y.toFixed(2)))),
  )
  const labels = ticks(right).map((x) =>
    text(across(x), HEIGHT - MARGIN.bottom + 20, 'middle', String(Number(x.toFixed(1)))),
  )
  const drawn = lines.map(({ name, points }, index) => {
    const colour = COLOURS[index % COLOURS.length]
    const path = points.map(([x, y]) => `${across(x).toFixed(1)} ${down(y).toFixed(1)}`).join('L')
    const dots = points.map(
      ([x, y]) => `<circle cx="${across(x).toFixed(1)}" cy="${down(y).toFixed(1)}" r="3.5" fill="${colour}"/>`,
    )
    const legend = `<text x="${MARGIN.left + 12}" y="${MARGIN.top + 14 + 18 * index}" fill="${colour}">${escaped(name)}</text>`
    return `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${legend}`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">`,
    text(WIDTH / 2, 24, 'middle', title, 'font-size="15"'),
    ...grid,
    ...labels,
    text(WIDTH / 2, HEIGHT - 12, 'middle', xTitle),
    `<g transform="rotate(-90 16 ${HEIGHT / 2})">${text(16, HEIGHT / 2, 'middle', yTitle)}</g>`,
    ...drawn,
    '</svg>\n',
  ].join('\n')
}

/** The next of 1, 1.2, 1.5, 2, 3, 6 times a power of ten, all of which six ticks divide well. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 1.2, 1.5, 2, 3, 6, 12].find((step) => step * power >= value) ?? 12) * power
}

const escaped = (words: string): string => words.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
