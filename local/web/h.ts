type Props = Readonly<Record<string, string | boolean | ((event: Event) => void) | undefined>>;

/** Builds an element: functions listen, `true` sets an empty attribute, undefined and false leave it out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value);
    else if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Drawn, since not every machine has the sign. */
export function paperclip(): SVGElement {
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute(
    'd',
    'M13 6.5 7.6 12a2.2 2.2 0 0 1-3.1-3.1l6-6a3.4 3.4 0 0 1 4.8 4.8l-6.2 6.2a4.7 4.7 0 0 1-6.6-6.6L8 2',
  );
  const clip = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 18 18', 'aria-hidden': 'true', class: 'paperclip' }))
    clip.setAttribute(name, value);
  clip.append(line);
  return clip;
}
