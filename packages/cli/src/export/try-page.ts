import {escapeHtml} from '@uggla/protocol/escape-html.js';

/** The page of the small LMS: the package in a frame, and what it says to the LMS beside it. */
export function tryPage(target: 'scorm12' | 'scorm2004', pages: readonly string[]): string {
  const units = pages.map((page) => `<option>${escapeHtml(page)}</option>`).join('');
  return `<!doctype html>
<html lang="en" data-kind="${target}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A package in a trial LMS</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/lms.css">
<script src="/scorm-again.js"></script>
</head>
<body>
<header><h1>Trial LMS</h1><button id="again">Leave and come back</button> <button id="anew">Begin anew</button> <select id="unit" aria-label="Unit"${pages.length > 1 ? '' : ' hidden'}>${units}</select> <output id="state"></output></header>
<main></main>
<section aria-label="Calls"><ol id="log" role="log" tabindex="0"></ol></section>
<script src="/lms.js"></script>
</body>
</html>
`;
}

/** Its rules. */
export const tryStyles = `:root { color-scheme: light dark; font: 1rem/1.4 system-ui, sans-serif; }
body { margin: 0; display: grid; grid-template: auto 1fr / 2fr 1fr; block-size: 100vh; }
header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; padding: 0.25rem 1rem; border-block-end: 1px solid; }
h1 { font-size: 1rem; margin: 0; }
main { display: grid; min-block-size: 0; }
iframe { border: 0; inline-size: 100%; block-size: 100%; }
section { overflow: auto; border-inline-start: 1px solid; min-block-size: 0; }
ol { margin: 0; padding: 0.5rem 0.5rem 0.5rem 3rem; font: 0.8125rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.wrong { font-weight: 700; color: light-dark(#a02010, #ff9a8a); }
@media (max-width: 60rem) {
  body { grid-template: auto 2fr 1fr / 1fr; }
  section { border-inline-start: 0; border-block-start: 1px solid; }
}
`;

/** Its script: the LMS's object where SCORM looks for it, each call written down, what was committed kept in this browser. */
export const tryScript = `const kind = document.documentElement.dataset.kind;
const old = kind === 'scorm12';
const [log, state, unit] = ['log', 'state', 'unit'].map((id) => document.getElementById(id));
unit.value = sessionStorage.getItem('uggla-try unit') ?? unit.value;
if (!unit.value) unit.selectedIndex = 0;
const opened = unit.value;
const key = 'uggla-try ' + kind + (unit.length > 1 ? ' ' + opened : '');
const methods = old
  ? ['LMSInitialize', 'LMSFinish', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSGetLastError', 'LMSGetErrorString', 'LMSGetDiagnostic']
  : ['Initialize', 'Terminate', 'GetValue', 'SetValue', 'Commit', 'GetLastError', 'GetErrorString', 'GetDiagnostic'];
const quiet = methods.slice(5);
function launch() {
  const api = old ? new Scorm12API({autocommit: false, logLevel: 5}) : new Scorm2004API({autocommit: false, logLevel: 5});
  const kept = localStorage.getItem(key);
  api.loadFromJSON(kept ? JSON.parse(kept) : old ? {core: {student_id: 'ana-7', student_name: 'Ruiz, Ana'}} : {learner_id: 'ana-7', learner_name: 'Ruiz, Ana'}, 'cmi');
  const keep = () => {
    const cmi = JSON.parse(JSON.stringify(api.cmi));
    const part = old ? cmi.core : cmi;
    part.total_time = api.cmi.getCurrentTotalTime(); // as an LMS adds it up, and answers the next launch
    part.entry = part.exit === 'suspend' ? 'resume' : '';
    delete part.session_time;
    localStorage.setItem(key, JSON.stringify(cmi));
  };
  for (const name of methods) {
    const real = api[name].bind(api);
    api[name] = (...given) => {
      const answer = real(...given);
      if (quiet.includes(name)) return answer;
      const code = String(api[quiet[0]]());
      const line = document.createElement('li');
      const wrong = code !== '0' && code !== '403'; // 403: nothing was put there yet, as at each beginning
      line.textContent = name + '(' + given.map((one) => JSON.stringify(one)).join(', ') + ') → ' + JSON.stringify(answer) + (wrong ? '  error ' + code : '');
      if (wrong) line.className = 'wrong';
      log.append(line);
      line.scrollIntoView({block: 'nearest'});
      if (name === methods[1] || name === methods[4]) {
        keep();
        const {core, completion_status, success_status, score} = api.cmi;
        state.value = old ? core.lesson_status + ' ' + core.score.raw : completion_status + ', ' + success_status + ' ' + score.scaled;
      }
      return answer;
    };
  }
  window[old ? 'API' : 'API_1484_11'] = api;
  const frame = document.createElement('iframe');
  Object.assign(frame, {src: '/package/' + encodeURIComponent(opened) + '?debug', title: 'The package', allow: 'fullscreen; autoplay'});
  document.querySelector('main').replaceChildren(frame);
}
function leave(then) {
  document.querySelector('main').replaceChildren();
  setTimeout(() => { then(); location.reload(); }, 300); // the package says goodbye when its frame goes
}
document.getElementById('again').onclick = () => leave(() => undefined);
document.getElementById('anew').onclick = () => leave(() => localStorage.removeItem(key));
unit.onchange = () => leave(() => sessionStorage.setItem('uggla-try unit', unit.value));
launch();
`;
