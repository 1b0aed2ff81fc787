import {c, group, rect, path, text} from './draw.mjs';
import {stages} from './stages.mjs';

/** The whole picture: the stage through its camera, the headline, and the panel that wipes from scene to scene. */
export function frameSvg({stage, values, chip, wipe}, t) {
  const [x, y, zoom] = values.cam;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" viewBox="0 0 1280 720">${
    rect(0, 0, 1280, 720, c.cream) +
    `<g transform="translate(640 360) scale(${Math.round(zoom * 1000) / 1000}) translate(${-Math.round(x * 10) / 10} ${-Math.round(y * 10) / 10})">${stages[stage].draw(values, t)}</g>` +
    (chip ? headline(chip, values.night > 0.4 ? c.white : c.ink) : '') +
    (wipe === null ? '' : panel(wipe))
  }</svg>`;
}

function headline({text: words, in: shown, out}, color) {
  const lines = words.split('\n');
  const opacity = Math.min(shown, out);
  return group(
    rect(0, -40, 9, lines.length * 54 - 2, c.orange, 4) +
      lines.map((line, i) => text(28, i * 54, line, {size: 46, weight: 750, color})).join(''),
    {x: 72, y: 108 + (1 - shown) * 16, opacity},
  );
}

/** A green panel with a slanted edge goes from left to right. */
function panel(wipe) {
  const width = 1500;
  const x = wipe < 0 ? -width + (1 + wipe) * width - 110 : wipe * (width + 110) - 110;
  return path(`M${x} 0 H${x + width} L${x + width - 110} 720 H${x} Z`, c.green);
}
