/** A cue as nodes. Its text is parsed by the browser into a tree of known elements (WebVTT 1.4.4): nothing in it runs. */
export function renderCue(cue: VTTCue): HTMLElement {
  const box = document.createElement('div');
  const text = document.createElement('span');
  box.className = `cue ${placeOf(cue)}`;
  text.append(cue.getCueAsHTML());
  box.append(text);
  return box;
}

/** Where its settings put it: captions move to the top where they would cover something. */
function placeOf({line, snapToLines, align}: VTTCue): string {
  const top = line !== 'auto' && (snapToLines ? line >= 0 && line < 6 : line < 40);
  const side = align === 'center' ? '' : align;
  return `${top ? 'top' : ''} ${side}`.trim();
}
