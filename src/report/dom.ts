type Child = Node | string | null | undefined | false

/** An element with attributes and children; text is only ever text. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | boolean | null | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  set(element, attributes)
  for (const child of children) if (child) element.append(child)
  return element
}

/** Sets attributes; null, undefined and false remove them. */
export function set(
  element: Element,
  attributes: Record<string, string | number | boolean | null | undefined>,
): void {
  for (const [name, value] of Object.entries(attributes))
    if (value == null || value === false) element.removeAttribute(name)
    else element.setAttribute(name, value === true ? '' : String(value))
}

/** A button of words. */
export function button(
  label: string,
  act: () => void,
  attributes: Record<string, string | boolean | null | undefined> = {},
): HTMLButtonElement {
  const element = el('button', { type: 'button', ...attributes }, label)
  element.addEventListener('click', act)
  return element
}

/** The product's mark: four steps in the colours of the tiers. */
export function mark(): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  set(svg, { viewBox: '0 0 26 24', width: 26, height: 24, 'aria-hidden': 'true', class: 'mark' })
  for (const [tier, x, y, width] of [
    ['diamond', 10, 0, 6],
    ['gold', 7, 6, 12],
    ['silver', 3.5, 12, 19],
    ['ordinary', 0, 18, 26],
  ] as const) {
    const rect = document.createElementNS(space, 'rect')
    set(rect, { x, y, width, height: 5, style: `fill:var(--${tier})` })
    svg.append(rect)
  }
  return svg
}
