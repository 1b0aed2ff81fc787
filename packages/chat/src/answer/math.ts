import {css} from 'lit';
import temml from 'temml';

const NAMESPACE = 'http://www.w3.org/1998/Math/MathML';

/** A formula of more nodes, or of nodes deeper in one another, is left as its source. */
const MOST_NODES = 3000;
const DEEPEST = 60;

/** A formula that defines words of its own, which may stand for a thousand times what was written; nothing of it would last to the next. */
const DEFINES =
  /\\(?:[egx]?def|(?:future)?let|global|long|(?:new|renew|provide)command|newenvironment|DeclareMathOperator)(?![a-zA-Z])/;

const ELEMENTS = new Set(
  'math semantics mrow mi mn mo ms mtext mspace mpadded mphantom mstyle mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd menclose'.split(
    ' ',
  ),
);

const ATTRIBUTES = new Set(
  (
    'accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle fence form height largeop linethickness lspace mathbackground mathcolor ' +
    'mathvariant maxsize minsize movablelimits notation rowlines rowspacing rowspan rspace scriptlevel separator stretchy symmetric voffset width'
  ).split(' '),
);

const STYLES =
  /^(?:color|backgroundColor|textAlign|padding(?:Top|Bottom|Left|Right)?|border(?:Top|Bottom|Left|Right)?|borderColor|fontWeight|fontStyle|mathDepth|math-depth)$/;

/** What Temml makes of a formula. */
interface Made {
  type?: string;
  text?: string;
  attributes?: Readonly<Record<string, unknown>>;
  style?: Readonly<Record<string, unknown>>;
  children?: readonly Made[];
}

/** Temml's own types do not name what gives its tree, and not its nodes. */
const read = temml as unknown as {__renderToMathMLTree(source: string, options: object): Made};

const styles = css`
  .formula {
    display: inline-block;
    max-inline-size: 100%;
    contain: paint;
    unicode-bidi: isolate;
  }
  .formula.block {
    display: block;
    margin-block: 0.5em;
    padding-block: 0.25em;
    overflow: auto hidden;
  }
  math {
    font-family: 'Cambria Math', 'STIX Two Math', 'Latin Modern Math', math;
    font-size: 1.1em;
    line-height: normal;
    text-indent: 0;
    letter-spacing: normal;
    overflow-wrap: normal;
  }
  .block > math {
    display: block;
    display: block math;
  }
  math * {
    border-color: currentColor;
  }
`;

/**
 * Draws a formula, once: MathML, node by node, of what presents a formula and nothing else, so that no command makes a link, a
 * picture or an id. What cannot be read, or is too much, stays as its source; so does one in a link, whose text must not change.
 */
export function drawFormula(place: HTMLElement, source: string, block: boolean): void {
  if (place.closest('a') || DEFINES.test(source)) return;
  try {
    const tree: Made = read.__renderToMathMLTree(source, {
      displayMode: block,
      throwOnError: true,
      trust: false,
      strict: false,
      maxSize: [20, 400],
      maxExpand: 200,
    });
    const drawn = new Drawing(place.ownerDocument).node(tree, 0);
    const {adoptedStyleSheets: sheets} = place.getRootNode() as ShadowRoot;
    if (sheets && !sheets.includes(styles.styleSheet!)) sheets.push(styles.styleSheet!);
    place.replaceChildren(drawn);
    if (block) place.tabIndex = 0; // it may scroll: keys must reach it
  } catch {
    // its source is read
  }
}

class Drawing {
  readonly #document: Document;
  #nodes = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  node({type, text, attributes = {}, style = {}, children = []}: Made, depth: number): Node {
    if (++this.#nodes > MOST_NODES || depth > DEEPEST) throw new RangeError('too much');
    if (text !== undefined) return this.#document.createTextNode(text);
    const node = this.#document.createElementNS(
      NAMESPACE,
      type !== undefined && ELEMENTS.has(type) ? type : 'mrow',
    ) as MathMLElement;
    for (const [name, value] of Object.entries(attributes))
      if (ATTRIBUTES.has(name)) node.setAttribute(name, String(value));
    for (const [name, value] of Object.entries(style))
      if (STYLES.test(name) && !/[(:]/.test(String(value))) Object.assign(node.style, {[name]: String(value)});
    node.append(...children.map((child) => this.node(child, depth + 1)));
    return node;
  }
}
