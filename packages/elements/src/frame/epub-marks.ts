import {Overlayer} from 'foliate-js/overlayer.js';
import {textWalker} from 'foliate-js/text-walker.js';
import type {View} from 'foliate-js/view.js';
import {LONGEST_SELECTION, MOST_FOUND, type FrameFound, type FrameMark} from '@uggla/protocol/frame.js';
import {findText} from './find-text.js';
import type {FramedContent} from './frame.js';
import type {Talk} from './talk.js';

/** The search through a book, its highlights, and what the reader selects: told to the page and drawn as it says. */
export function annotate(view: View, talk: Talk): Required<Pick<FramedContent, 'search' | 'mark'>> {
  let shown: readonly FrameMark[] = [];
  let found: readonly FrameFound[] = [];
  let asked = 0;
  view.addEventListener('draw-annotation', (event) => {
    const {draw} = (event as CustomEvent<{draw: (shape: unknown, options: object) => void}>).detail;
    draw(Overlayer.highlight, {color: '#f5c400'});
  });
  view.addEventListener('show-annotation', (event) => {
    const {value} = (event as CustomEvent<{value: string}>).detail;
    const mark = shown.find(({place}) => place === value);
    if (mark) talk.tell({type: 'mark', id: mark.id});
  });
  // A section that is laid out anew has none of its highlights yet.
  view.addEventListener('create-overlay', () => void drawAll(view, [...shown, ...found.map(asSought)]));
  view.addEventListener('load', (event) => {
    const {doc, index} = (event as CustomEvent<{doc: Document; index: number}>).detail;
    tellSelection(doc, index, view, talk);
  });
  return {
    search(query) {
      const own = ++asked;
      void lookFor(view, query, () => own !== asked).then(async (all) => {
        if (own !== asked) return;
        await Promise.allSettled(found.map((one) => view.deleteAnnotation({value: asSought(one).place})));
        found = all;
        await drawAll(view, found.map(asSought));
        talk.tell({type: 'found', query, found});
      });
    },
    mark(marks) {
      const before = shown;
      shown = marks;
      const gone = before.filter(({place}) => !marks.some((one) => one.place === place));
      void Promise.allSettled(gone.map(({place}) => view.deleteAnnotation({value: place}))).then(() =>
        drawAll(view, shown),
      );
    },
  };
}

/** A place that was found: the view outlines it, and tells nothing when it is chosen. */
function asSought({place}: FrameFound): {place: string} {
  return {place: `foliate-search:${place}`};
}

/** A place that the book has no more (another edition) is passed over. */
async function drawAll(view: View, marks: readonly {place: string}[]): Promise<void> {
  await Promise.allSettled(marks.map(({place}) => view.addAnnotation({value: place})));
}

/** Looks through all chapters. One that cannot be read is passed over. */
async function lookFor(view: View, query: string, isOver: () => boolean): Promise<FrameFound[]> {
  const found: FrameFound[] = [];
  if (query.trim() === '') return found;
  const labels = await labelsOf(view);
  for (const [index, section] of view.book.sections.entries()) {
    const doc = await section.createDocument?.().catch(() => undefined);
    if (!doc) continue;
    const label = labels.get(index);
    for (const {place, before, match, after} of matchesIn(view, doc, index, query)) {
      found.push({place, before, match, after, ...(label ? {label} : {})});
      if (found.length === MOST_FOUND) return found;
    }
    if (isOver()) break;
  }
  return found;
}

function matchesIn(view: View, doc: Document, index: number, query: string): Iterable<FrameFound> {
  return textWalker(doc, function* (pieces, makeRange) {
    for (const {start, end, ...around} of findText(pieces, query))
      yield {...around, place: view.getCFI(index, makeRange(...start, ...end))};
  });
}

/** What the contents call the sections: each by the first entry that leads into it. */
async function labelsOf(view: View): Promise<Map<number, string>> {
  const labels = new Map<number, string>();
  for (const {href, label} of view.book.toc ?? []) {
    const to =
      href && label?.trim() ? await Promise.resolve(view.resolveNavigation(href)).catch(() => undefined) : undefined;
    if (to && !labels.has(to.index)) labels.set(to.index, label!.trim());
  }
  return labels;
}

function tellSelection(doc: Document, index: number, view: View, talk: Talk): void {
  let told = '';
  const tell = () => {
    const selection = doc.getSelection();
    const text =
      selection && !selection.isCollapsed && selection.rangeCount > 0
        ? selection.toString().trim().slice(0, LONGEST_SELECTION)
        : '';
    const place = text === '' ? '' : view.getCFI(index, selection!.getRangeAt(0));
    if (place === told) return;
    told = place;
    talk.tell({type: 'selected', place, text});
  };
  doc.addEventListener('selectionchange', tell);
  tell(); // what was selected while the section was still being laid out
}
