// Shows what the page's policy stops. It is loaded before everything else, so that it misses nothing.
const report = document.querySelector('#report');
const list = document.createElement('ul');

document.addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI, sourceFile, lineNumber}) => {
  const line = document.createElement('li');
  line.textContent = `${effectiveDirective}: ${blockedURI || '(en la página)'} ${sourceFile ?? ''}:${lineNumber}`;
  list.append(line);
  report.classList.add('stopped');
  report.replaceChildren(`Detenido por la política: ${list.children.length}`, list);
});
