/** What an element is made with: attributes, and text or elements inside. */
export interface ElementParts {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly (Node | undefined)[];
  readonly onClick?: () => void;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A new HTML element. Text goes in as text only, so that no cell of a ledger ever becomes markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  parts: ElementParts = {},
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  furnish(made, parts);
  return made;
}

/** A new SVG element, furnished like {@link element}. */
export function svgElement<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  parts: ElementParts = {},
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS(SVG, name);
  furnish(made, parts);
  return made;
}

function furnish(made: Element, parts: ElementParts): void {
  if (parts.class !== undefined) made.setAttribute('class', parts.class);
  for (const [name, value] of Object.entries(parts.attributes ?? {})) made.setAttribute(name, value);
  if (parts.text !== undefined) made.textContent = parts.text;
  for (const child of parts.children ?? []) if (child) made.append(child);
  if (parts.onClick) made.addEventListener('click', parts.onClick);
}
