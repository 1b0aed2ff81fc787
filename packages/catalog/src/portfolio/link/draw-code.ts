import {encode} from 'uqr';

const SVG = 'http://www.w3.org/2000/svg';

/** Light modules around a code, without which readers do not find it (ISO/IEC 18004 asks for four). */
const QUIET = 4;

/** A text as a QR code: an SVG of one path, black on white whatever the theme, since readers need that. */
export function drawCode(text: string, label: string): SVGSVGElement {
  const {size, data} = encode(text, {ecc: 'M', border: QUIET});
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({
    viewBox: `0 0 ${size} ${size}`,
    role: 'img',
    'aria-label': label,
    'shape-rendering': 'crispEdges',
  })) {
    svg.setAttribute(name, value);
  }
  const ground = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({width: '100%', height: '100%', fill: '#fff'}))
    ground.setAttribute(name, value);
  const path = document.createElementNS(SVG, 'path');
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  path.setAttribute('d', dark.join(''));
  path.setAttribute('fill', '#000');
  svg.append(ground, path);
  return svg;
}
