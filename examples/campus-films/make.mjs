// Makes the films, episodes, pictures, data sheets and the book of the sample campus: see README.md.
import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parse} from 'yaml';
import {makeBook} from './src/book.mjs';
import {openStudio} from './src/browser.mjs';
import {makeEpisode, makeFilm, still} from './src/film.mjs';
import {makePicture, makeSheet} from './src/pictures.mjs';
import {stampGuide, stampQuestions} from './src/stamp.mjs';
import {timeline} from './src/timeline.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const campus = join(here, '..', 'campus');
const data = (...names) => parse(readFileSync(join(here, ...names), 'utf8'));

const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const looks = process.argv.includes('--look');
const wants = (name) => names.length === 0 || names.includes(name);

const scenarios = readdirSync(join(here, 'scenarios')).map((file) => ({
  name: file.replace(/\.yml$/, ''),
  ...data('scenarios', file),
}));

const studio = await openStudio();
try {
  for (const scenario of scenarios.filter(({name}) => wants(name))) {
    if (scenario.tags) await report(`${scenario.out}.mp3`, (stem) => makeEpisode(scenario, stem));
    else if (looks) await look(scenario);
    else await report(`${scenario.out}.mp4`, (stem) => film(scenario, stem));
  }
  if (wants('pictures'))
    for (const picture of data('pictures.yml')) await report(picture.out, () => makePicture(picture, campus, studio));
  if (wants('sheets'))
    for (const sheet of data('sheets.yml')) await report(sheet.out, () => makeSheet(sheet, campus, studio));
  if (wants('book')) await report(data('book', 'book.yml').out, () => makeBook(join(here, 'book'), campus));
} finally {
  await studio.close();
}

async function film(scenario, stem) {
  const scenes = await makeFilm(scenario, stem, studio);
  stampGuide(stem, scenes);
  stampQuestions(stem, scenes);
}

async function report(out, make) {
  const file = join(campus, out);
  mkdirSync(dirname(file), {recursive: true});
  const began = performance.now();
  await make(file.replace(/\.[^.]+$/, ''));
  console.log(
    `${out}  ${Math.round(statSync(file).size / 1000)} kB  ${Math.round((performance.now() - began) / 1000)} s`,
  );
}

/** Stills of each sentence, in `look/`, to judge the pictures without making the film. */
async function look(scenario) {
  const {scenes, seconds} = timeline(scenario);
  const folder = join(here, 'look', scenario.name);
  mkdirSync(folder, {recursive: true});
  const middle = ({start, end}) => [(start + end) / 2, end - 0.1];
  for (const t of scenes.flatMap((scene) => (scene.lines.length ? scene.lines.flatMap(middle) : [scene.end - 0.5]))) {
    writeFileSync(
      join(folder, `${t.toFixed(1).padStart(5, '0')}.jpg`),
      await studio.picture(still(scenes, t), {quality: 80}),
    );
  }
  console.log(scenario.name, `${seconds.toFixed(1)} s`);
}
