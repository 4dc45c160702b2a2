import type { Say } from '../../analysis/panel'

const MONEY = /^(revenue|margin)_|^average_order$|amount$|^(acquisition_cost|monthly_charge|total_spend)$/
const RATES = /^(growth_rate|return_rate)_|share$/

/** An indicator's name in the reader's words; an attribute has its header. */
export function indicatorLabel(name: string, say: Say): string {
  for (const kind of ['indicator', 'dimension']) {
    const label = say.t(`${kind}.${name}`)
    if (label !== `${kind}.${name}`) return label
  }
  return name.replace(/^#/, '')
}

/** An indicator's value as it is told: to the cent, to a tenth of a percent, whole where it is whole. */
export function indicatorText(name: string, value: number, say: Say): string {
  const text = MONEY.test(name)
    ? say.money(value)
    : RATES.test(name)
      ? say.share(value)
      : Number.isInteger(value)
        ? say.count(value)
        : say.number(value, 2)
  return text.replace(/^-/, '−')
}
