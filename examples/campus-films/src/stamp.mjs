import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {parseDocument} from 'yaml';

const tenth = (seconds) => Math.round(seconds * 10) / 10;

/** Writes the scenes' times into the steps of the guide that the film belongs to: a step shows the scene of its id. */
export function stampGuide(stem, scenes) {
  const file = join(dirname(stem), 'guide.md');
  if (!existsSync(file)) return;
  const [, front, body] = readFileSync(file, 'utf8').match(/^---\n([^]*?)\n---\n([^]*)$/);
  const times = new Map(scenes.map(({id, start, end}) => [id, {start, end}]));
  let step;
  const stamped = front.split('\n').map((line) => {
    step = line.match(/^ {2}- id: (\S+)/)?.[1] ?? step;
    const [, indent, edge] = line.match(/^( {4})(start|end):/) ?? [];
    return edge && times.has(step) ? `${indent}${edge}: ${tenth(times.get(step)[edge])}` : line;
  });
  writeFileSync(file, `---\n${stamped.join('\n')}\n---\n${body}`);
}

/** Writes the end of the scene that asks a question into the question's `at`. */
export function stampQuestions(stem, scenes) {
  const file = `${stem}.quiz.yml`;
  if (!existsSync(file)) return;
  const text = readFileSync(file, 'utf8');
  const asked = new Map(scenes.filter(({ask}) => ask).map(({ask, end}) => [ask, tenth(end - 0.6)]));
  const ids = parseDocument(text)
    .toJS()
    .questions.map(({id}) => id);
  const lost = [...asked.keys()].find((id) => !ids.includes(id));
  if (lost) throw new Error(`${file} has no question ${lost}`);
  let id;
  const stamped = text.split('\n').map((line) => {
    id = line.match(/^ {2}- id: (\S+)/)?.[1] ?? id;
    return /^ {4}at:/.test(line) && asked.has(id) ? `    at: ${asked.get(id)}` : line;
  });
  writeFileSync(file, stamped.join('\n'));
}
