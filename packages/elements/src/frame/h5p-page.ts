/**
 * The script of `h5p.html`: content made with H5P, drawn by the player h5p-standalone, whose files lie beside this one in
 * `h5p/` (they are no part of Uggla: docs/decisions/0024).
 *
 * @module
 */
import type {PackageResult} from '@uggla/protocol/frame.js';
import type {H5pHost} from './h5p.js';
import {wordsOf} from './h5p-words.js';

/** An event of H5P's that carries a statement. */
interface XapiEvent {
  getVerb(): string | null;
  getScore(): number | null;
  getMaxScore(): number | null;
  data: {statement: {result?: {success?: boolean}; context?: {contextActivities?: {parent?: unknown[]}}}};
}

/** What of H5P's global names is used here. */
interface H5pWindow {
  H5PStandalone?: {H5P: new (element: HTMLElement, options: object) => Promise<string>};
  H5P: {
    init(root: HTMLElement): void;
    instances: {getCurrentState?(): unknown}[];
    externalDispatcher: {on(type: 'xAPI', heard: (event: XapiEvent) => void): void};
    setUserData(contentId: string, name: string, ...more: unknown[]): void;
  };
  H5PIntegration: {contents: Record<string, {jsonContent: string; contentUserData?: object}>};
}

/** What a visit leaves: what the content keeps, and of which content it was. */
interface Kept {
  of: string;
  data: object;
}

const ID = 'uggla';
/** Verbs that say how it went; those, and these others, end it. */
const VERDICTS: Readonly<Record<string, boolean | undefined>> = {passed: true, mastered: true, failed: false};
const ENDS = ['completed', 'answered', 'consumed', ...Object.keys(VERDICTS)];

const own = window as unknown as H5pWindow;
const player = new URL('./h5p/', document.baseURI);
const {ugglaH5p: host} = parent as unknown as {ugglaH5p: H5pHost};

begin(host).catch((caught: unknown) => host.failed(caught instanceof Error ? caught : new Error(String(caught))));

// A library that is not there is waited for without end by the player.
addEventListener(
  'error',
  ({target}) => {
    if (target instanceof HTMLScriptElement) host.failed(new Error(`${target.src} could not be loaded`));
  },
  {capture: true},
);

async function begin({content, kept, begun}: H5pHost): Promise<void> {
  document.documentElement.lang = content.language;
  document.title = content.title;
  await loadPlayer();
  const before = kept as Partial<Kept> | undefined;
  await new own.H5PStandalone!.H5P(document.querySelector<HTMLElement>('#content')!, {
    id: ID,
    title: content.title,
    embedType: 'div',
    // From the root: everything is of this origin, and some of its versions take `localhost` for the name of a file.
    h5pJsonPath: new URL(content.src).pathname.replace(/\/[^/]*$/, ''),
    frameJs: new URL('frame.bundle.js', player).pathname,
    frameCss: new URL('styles/h5p.css', player).pathname,
    // Whose work it is has to be said.
    frame: true,
    copyright: true,
    icon: false,
    reportingIsEnabled: true,
    saveFreq: 1,
    translations: wordsOf(content.language),
    preventH5PInit: false,
  });
  const made = own.H5PIntegration.contents[`cid-${ID}`]!;
  const of = fingerprint(made.jsonContent);
  // What was kept of other content would be put in the wrong places.
  if (before?.of === of && typeof before.data === 'object') made.contentUserData = before.data;

  const result: PackageResult = {completed: false};
  own.H5P.externalDispatcher.on('xAPI', (event) => {
    if (take(event, result, content.mastery)) tracker.soon();
  });
  const {setUserData} = own.H5P;
  own.H5P.setUserData = (...given) => {
    setUserData(...given);
    tracker.soon();
  };
  const tracker = begun(() => ({kept: {of, data: made.contentUserData ?? {}} satisfies Kept, result}));
  own.H5P.init(document.body);
  addEventListener('pagehide', () => {
    const state = own.H5P.instances[0]?.getCurrentState?.();
    if (state !== undefined) own.H5P.setUserData(ID, 'state', state);
    tracker.going();
  });
}

/** @throws an error that says where the player is looked for. */
async function loadPlayer(): Promise<void> {
  const script = document.createElement('script');
  script.src = new URL('main.bundle.js', player).href;
  const loaded = new Promise((resolve, reject) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', () =>
      reject(
        new Error(
          `there is no H5P player at ${script.src}: put the folder dist/ of the npm package h5p-standalone there`,
        ),
      ),
    );
  });
  document.head.append(script);
  await loaded;
}

/** Takes what the content itself says, not a part of it; whether it said something that counts. */
function take(event: XapiEvent, result: PackageResult, mastery: number | undefined): boolean {
  const {context, result: said} = event.data.statement;
  const verb = event.getVerb() ?? '';
  if (!ENDS.includes(verb) || (context?.contextActivities?.parent?.length ?? 0) > 0) return false;
  result.completed = true;
  const [score, most] = [event.getScore(), event.getMaxScore()];
  if (typeof score === 'number' && typeof most === 'number' && most > 0)
    result.score = Math.min(1, Math.max(0, score / most));
  const byScore = mastery === undefined || result.score === undefined ? undefined : result.score >= mastery;
  const passed = byScore ?? VERDICTS[verb] ?? said?.success;
  if (typeof passed === 'boolean') result.passed = passed;
  return true;
}

/** The same for the same text, and hardly ever for another (FNV-1a, 32 bits). */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length}-${(hash >>> 0).toString(36)}`;
}
