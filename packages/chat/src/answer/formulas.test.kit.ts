/** TeX that would run, fetch, cover, copy a name of the page or never end, if it were let. */
export const hostileFormulas = [
  '\\href{javascript:hit()}{x}',
  '\\url{https://evil.example}',
  '\\includegraphics{https://evil.example/i.png}',
  '\\htmlStyle{position:fixed;inset:0}{x}',
  '\\htmlClass{send}{x}',
  '\\htmlId{input}{x}',
  '\\htmlData{a=b}{x}',
  '\\style{background:url(//evil.example)}{x}',
  '\\class{send}{x}',
  '\\cssId{input}{x}',
  '\\color{url(//evil.example)}x',
  '\\colorbox{red;position:fixed}{x}',
  '\\textcolor{expression(hit())}{x}',
  '\\label{input}x',
  'x\\tag{<img src=x onerror=hit()>}',
  '\\text{<img src=x onerror=hit()>}',
  '\\text{<script>hit()</script>}',
  '\\unicode{x3c}',
  '\\require{html}x',
  '\\def\\x{\\x}\\x',
  '\\def\\a{\\a\\a}\\a',
  '\\let\\a=b\\a',
  '\\newcommand{\\a}{\\a\\a}\\a',
  '\\renewcommand\\frac{\\href{javascript:hit()}{x}}\\frac',
  '\\def\\a{xxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b\\b\\b\\b\\b}\\def\\d{\\c\\c\\c\\c\\c\\c\\c\\c}\\def\\e{\\d\\d\\d\\d\\d\\d\\d\\d}\\e\\e\\e\\e',
  '\\edef\\a{xxxxxxxxxx}\\edef\\a{\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a}\\a',
  '\\gdef\\frac{\\href{javascript:hit()}{x}}\\frac',
  '{'.repeat(1900),
  '{'.repeat(900) + '}'.repeat(900),
  `${'\\sqrt{'.repeat(300)}x${'}'.repeat(300)}`,
  `${'\\left('.repeat(190)}x${'\\right)'.repeat(190)}`,
  `${'\\text{$'.repeat(120)}x${'$}'.repeat(120)}`,
  `${'\\mathchoice{x}{x}{x}{'.repeat(60)}x${'}'.repeat(60)}`,
  `${'\\begin{matrix}'.repeat(50)}x${'\\end{matrix}'.repeat(50)}`,
  'x'.repeat(2000),
  'x^'.repeat(900),
  '^'.repeat(50),
  '\\rule{9999em}{9999em}',
  '\\hspace{-9999em}x',
  '\\kern-9999em x',
  '\\raisebox{9999em}{x}',
  '\\begin{matrix}'.repeat(100),
  '\\verb|<b>|',
  '\\char"202E x',
  '\\mathchoice{a}{b}{c}{d}',
  '\\begin{CD}A@>>>B\\end{CD}',
  '\\ref{x}\\eqref{javascript:hit()}',
  '\\bbox[border:1px;position:fixed]{x}',
  '\\enclose{updiagonalstrike}[href="javascript:hit()"]{x}',
  '\\mmlToken{mi}[href="javascript:hit()"]{x}',
  '\\data{onclick=hit()}{x}',
  '\\tooltip{x}{<script>hit()</script>}',
  '\\toggle{a}{b}\\endtoggle',
  '\\definecolor{a}{HTML}{url(//evil.example)}\\color{a}x',
  '\\color[HTML]{"><img src=x onerror=hit()>}x',
  '\\fcolorbox{red}{url(//evil.example)}{x}',
  '\\operatorname{<svg onload=hit()>}',
  '\\__proto__',
  '\\constructor{x}',
  '\\begin{__proto__}x\\end{__proto__}',
  '\\begin{constructor}x\\end{constructor}',
  '\\textcolor{__proto__}{x}',
  '\\u0000',
  '%\n\\href{javascript:hit()}{x}',
  '\\hreF{javascript:hit()}{x}',
  '\\href{data:text/html,<script>hit()</script>}{x}',
  '\\href{https://evil.example}{\\text{https://bank.example}}',
];

const NAMES = new Set(
  'math semantics mrow mi mn mo ms mtext mspace mpadded mphantom mstyle mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd menclose'.split(
    ' ',
  ),
);

const ATTRIBUTES = new Set(
  'accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle fence form height largeop linethickness lspace mathbackground mathcolor mathvariant maxsize minsize movablelimits notation rowlines rowspacing rowspan rspace scriptlevel separator stretchy style symmetric voffset width'.split(
    ' ',
  ),
);

/** Whether an element is one of a drawn formula, of the list that presents formulas: no link, no HTML. */
export function isOfFormula(element: Element): boolean {
  return (
    element.namespaceURI === 'http://www.w3.org/1998/Math/MathML' &&
    NAMES.has(element.localName) &&
    element.closest('.formula, [data-formula]') !== null
  );
}

/** What an element of a formula has and should not. */
export function wrongInFormula(element: Element): string[] {
  const wrong = element.getAttributeNames().filter((name) => !ATTRIBUTES.has(name));
  const style = element.getAttribute('style') ?? '';
  if (/position|inset|url|expression|display|float|margin|transform|z-index|content|\/\*/.test(style))
    wrong.push(`style: ${style}`);
  return wrong;
}
