// A course of two lessons, as a package: a text that is done when it is seen, and a quiz.
import {execFileSync} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {command} from './campus.mjs';

const CAMPUS = {
  'campus.yml': 'id: https://campus.example/\ntitle: Campus\nlanguages: [es, en]\n',
  'courses/10-acogida/course.md': '---\ntitle: {es: Acogida, en: Welcome}\nversion: "1"\n---\n',
  'courses/10-acogida/10-hola.md': '---\ntitle: Hola\ncomplete: {viewed: true}\n---\n\nBienvenida a la casa.\n',
  'courses/10-acogida/20-prueba.quiz.yml':
    'title: Prueba\nmastery: 0.8\nattempts: 3\nquestions:\n  - {id: puerta, type: truefalse, text: ¿La puerta de emergencia se cierra con llave?, answer: false}\n  - id: salida\n    type: single\n    text: ¿Por dónde se sale?\n    choices: [{id: a, text: Por la escalera, right: true}, {id: b, text: En ascensor}]\n',
};

/** Builds it in a folder, and exports it there: `<kind>.zip` for each. */
export async function exportWelcome(folder, ...kinds) {
  for (const [name, text] of Object.entries(CAMPUS)) {
    await mkdir(dirname(join(folder, 'campus', name)), {recursive: true});
    await writeFile(join(folder, 'campus', name), text);
  }
  const uggla = (...args) => execFileSync(process.execPath, [command, ...args], {cwd: folder, encoding: 'utf8'});
  uggla('build', 'campus', '--out', 'published', '--json');
  for (const kind of kinds) uggla('export', 'acogida', '--to', kind, '--campus', 'published', '--out', `${kind}.zip`);
}
