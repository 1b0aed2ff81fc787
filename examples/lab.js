// One element alone, made of what the address says. See lab.html.

/** Attributes that every element has, besides those it names itself. */
const COMMON = ['id', 'dir', 'lang', 'hidden', 'title'];

const EVENTS = [
  'uggla-ready',
  'uggla-error',
  'uggla-record',
  'uggla-seek-request',
  'uggla-open-request',
  'uggla-item-open',
  'uggla-action',
  'uggla-lead',
  'uggla-lesson-change',
  'uggla-lesson-complete',
  'uggla-course-complete',
  'uggla-answer',
  'uggla-acknowledge',
  'uggla-step-change',
  'uggla-step-check',
  'uggla-message-send',
  'uggla-message-finish',
  'uggla-tool-call',
  'uggla-citation-open',
  'uggla-feedback',
  'loadedmetadata',
  'playing',
  'pause',
  'ended',
  'error',
];

/** What happened on the page: for whoever drives it. */
const lab = {element: undefined, events: [], violations: []};
globalThis.lab = lab;

document.addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI, sourceFile, lineNumber}) => {
  lab.violations.push({effectiveDirective, blockedURI, sourceFile, lineNumber});
  report(`The page’s policy stopped something: ${effectiveDirective} ${blockedURI}`);
});

// The page lies beside the bundle's folder, or in the examples' one below it.
const root = new URL(location.pathname.includes('/examples/') ? '../' : './', location.href);
const bundle = new URL('assets/uggla/', root);
const styles = Object.assign(document.createElement('link'), {
  rel: 'stylesheet',
  href: new URL('uggla.css', bundle).href,
});
document.head.append(styles);

await start();

async function start() {
  const {element: tag, ...wanted} = Object.fromEntries(new URLSearchParams(location.search));
  try {
    await import(new URL('uggla.js', bundle).href);
  } catch (cause) {
    report(`${bundle}uggla.js could not be loaded (${cause.message}). Build it with: npm run build`);
    return;
  }
  if (tag === undefined) return help();
  const made = /^uggla-[a-z-]+$/.test(tag) ? customElements.get(tag) : undefined;
  if (!made) return report(`<${tag}> is no element of Uggla.`);

  if (wanted.dir === 'rtl' || wanted.dir === 'ltr') document.documentElement.dir = wanted.dir;
  if (wanted.lang) document.documentElement.lang = wanted.lang;
  if (wanted.theme) document.documentElement.dataset.theme = wanted.theme;

  const element = document.createElement(tag);
  element.id = 'lab';
  const allowed = new Set([...COMMON, ...made.observedAttributes]);
  for (const [name, value] of Object.entries(wanted)) {
    if (allowed.has(name)) element.setAttribute(name, value);
    else console.warn(`<${tag}> has no attribute “${name}”.`);
  }
  for (const type of EVENTS)
    element.addEventListener(type, (event) => lab.events.push({type, code: event.error?.code, at: performance.now()}));
  lab.element = element;
  document.title = `<${tag}>`;
  document.querySelector('#stage').append(element);
}

/** Says what went wrong below the element, and in the console. */
function report(text) {
  console.warn(text);
  document.body.append(Object.assign(document.createElement('p'), {className: 'problem', textContent: text}));
}

/** Without an element: what there is, as links to try. */
function help() {
  const tries = [
    'element=uggla-campus&src=campus.json&endpoint=&routing=hash&lang=es',
    'element=uggla-player&src=media/bienvenida-hola/media.json&lang=en',
    'element=uggla-course&src=courses/ergonomia/course.json&endpoint=&lang=es',
    'element=uggla-portfolio&src=portfolio.json&lang=es&theme=dark',
    'element=uggla-guide&src=guides/cambiar-el-piston/guide.json&lang=es',
    'element=uggla-chat&endpoint=v1&lang=es',
  ];
  const list = document.createElement('ul');
  for (const query of tries) {
    // Addresses in it count from this page; the campus lies at the root.
    const link = Object.assign(document.createElement('a'), {
      href: `?${query.replace(/(src|endpoint)=/, `$1=${root.pathname}`)}`,
      textContent: query,
    });
    list.append(document.createElement('li'));
    list.lastChild.append(link);
  }
  const title = Object.assign(document.createElement('h1'), {textContent: 'One element alone'});
  const words = Object.assign(document.createElement('p'), {
    textContent: 'Name an element in the address; every other parameter is one of its attributes.',
  });
  const section = Object.assign(document.createElement('section'), {className: 'help'});
  section.append(title, words, list);
  document.querySelector('#stage').append(section);
}
