import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts'
import type { Look } from './look'
import { ellipsis, measure } from './text'

/** A cell and the region it belongs to; `x` to the right, `y` upwards. */
export interface Place {
  x: number
  y: number
  region: string
}

/** One side of a cell, from corner to corner; corners are counted like cells, from their lower left. */
interface Edge {
  region: string
  from: [x: number, y: number]
  to: [x: number, y: number]
}

/** The sides on which a region ends: each side of a cell whose neighbour belongs to another region, or to none. */
function edgesOf(places: Place[]): Edge[] {
  const regionAt = new Map(places.map(({ x, y, region }) => [`${x} ${y}`, region]))
  return places.flatMap(({ x, y, region }) => {
    const sides: [dx: number, dy: number, from: Edge['from'], to: Edge['to']][] = [
      [-1, 0, [x, y], [x, y + 1]],
      [1, 0, [x + 1, y], [x + 1, y + 1]],
      [0, -1, [x, y], [x + 1, y]],
      [0, 1, [x, y + 1], [x + 1, y + 1]],
    ]
    return sides.flatMap(([dx, dy, from, to]) =>
      regionAt.get(`${x + dx} ${y + dy}`) === region ? [] : [{ region, from, to }],
    )
  })
}

/** Where a region's name has most room: its longest run of cells side by side, the upper one of equals. */
function longestRun(places: Place[], region: string): { x: number; y: number; length: number } {
  const own = new Set(places.filter((place) => place.region === region).map(({ x, y }) => `${x} ${y}`))
  let best = { x: 0, y: 0, length: 0 }
  for (const { x, y } of places) {
    if (own.has(`${x - 1} ${y}`)) continue
    let length = 0
    while (own.has(`${x + length} ${y}`)) length++
    if (length > best.length || (length === best.length && y > best.y)) best = { x, y, length }
  }
  return best
}

const FONT = 10.5

/** Series that outlines regions of a grid over its cells and names them; clicks go to the cells beneath. */
export const outlines = (
  places: Place[],
  names: Record<string, string>,
  chosen: string[],
  look: Look,
  cell: { width: number; height: number },
) => {
  const { palette } = look
  const regions = [...new Set(places.map(({ region }) => region))]
  const edges = edgesOf(places)
  const roomy = cell.height >= 34
  return [
    {
      type: 'custom',
      id: 'outlines',
      z: 5,
      silent: true,
      animation: false,
      data: regions.map((region) => ({ value: [0, 0], name: region })),
      renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
        const region = regions[params.dataIndex]!
        const [width, height] = api.size!([1, 1]) as [number, number]
        const centre = api.coord([0, 0])
        // A corner lies half a cell left of and below the centre of the cell it is counted like.
        const corner = ([x, y]: [number, number]) => [
          centre[0]! + (x - 0.5) * width,
          centre[1]! - (y - 0.5) * height,
        ]
        const strong = chosen.includes(region)
        const run = longestRun(places, region)
        const [left, top] = corner([run.x, run.y + 1])
        const words = ellipsis(names[region] ?? region, run.length * width - 10, FONT)
        const fits = roomy && measure(words, FONT) <= run.length * width - 8 && words.length > 1
        return {
          type: 'group',
          children: [
            ...edges
              .filter((edge) => edge.region === region)
              .map(({ from, to }) => {
                const [a, b] = [corner(from), corner(to)]
                return {
                  type: 'line',
                  shape: { x1: a[0]!, y1: a[1]!, x2: b[0]!, y2: b[1]! },
                  style: {
                    stroke: strong ? palette.accent : palette.ink2,
                    lineWidth: strong ? 3 : 1.2,
                    lineCap: 'square',
                  },
                }
              }),
            ...(fits
              ? [
                  {
                    type: 'text',
                    x: left! + 6,
                    y: top! + 5,
                    style: {
                      text: words,
                      fontFamily: look.font,
                      fontSize: FONT,
                      fontWeight: 600,
                      fill: palette.ink,
                      // A halo keeps the name readable on any colour of the ramp.
                      stroke: palette.panel,
                      lineWidth: 3,
                      verticalAlign: 'top',
                    },
                  },
                ]
              : []),
          ],
        }
      },
    },
  ]
}
