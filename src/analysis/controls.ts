import type { Control, Panel } from './panel'

/** So many rows are shown on their own, the rest together as "others". */
export const TOP: Control = {
  name: 'top',
  label: 'control.top',
  default: '20',
  options: ['5', '10', '20', '50'].map((value) => ({ value, label: `top.${value}` })),
  quiet: true,
}

/** A panel whose choice depends on the data: which dimensions they have, or which segments the reader made. */
export const asksData = ({ controls = [] }: Panel): boolean =>
  controls.some(({ options }) => options === 'dimension' || options === 'saved')

/** A dimension of one value is no comparison. */
export const comparable = (dimensions: { name: string; values: number }[]): string[] =>
  dimensions.filter(({ values }) => values > 1).map(({ name }) => name)

/** Dimensions to choose from, and what is chosen among them, also where all customers are alike in it. */
export function offeredTo(
  { leave = [], more = [] }: Pick<Control, 'leave' | 'more'>,
  dimensions: string[],
  chosen: string,
): string[] {
  const found = dimensions.filter((each) => !leave.includes(each))
  return found.includes(chosen) || more.some(({ value }) => value === chosen) ? found : [...found, chosen]
}

/** Each control's value: the given one, else the usual one, else a dimension that the data have, or the first own segment. */
export function settleControls(
  { controls = [] }: Panel,
  given: Record<string, string>,
  dimensions: string[],
  segments: { name: string }[],
): Record<string, string> {
  const settled: Record<string, string> = {}
  for (const { name, options, leave, more, default: usual } of controls) {
    const offered = dimensions.filter(
      (each) => !Object.values(settled).includes(each) && !leave?.includes(each),
    )
    const instead =
      options === 'dimension' &&
      offered.length &&
      !offered.includes(usual) &&
      !more?.some(({ value }) => value === usual)
        ? (offered.find((each) => each !== 'tier') ?? offered[0]!)
        : usual
    // Without a choice the first own segment, unless there is a fixed option for none.
    const first = options === 'saved' && !more ? (segments[0]?.name ?? usual) : instead
    settled[name] = given[name] ?? first
  }
  return settled
}
