import type {Campus} from '@uggla/protocol';
import type {AuthoredCampus} from '../../authored/model.js';
import type {Publishing} from '../assets-of.js';
import type {MadeGuide} from '../guide.js';
import {page, say, show} from './frame.js';
import {markup} from './html.js';
import {word} from './words.js';

/** Path of the fault finder in the published folder: what a QR code on a machine names, `guides/?machine=…&code=…`. */
export const finderPath = 'guides/index.html';

/** Whether there is a machine that a guide mends: else there is nothing to find. */
function hasFinder(guides: readonly MadeGuide[]): boolean {
  return guides.some(
    ({guide}) => guide.type === 'repair' && (guide.thing !== undefined || (guide.machines ?? []).length > 0),
  );
}

/** Stages the fault finder; without JavaScript it is the list of all faults and codes, with the guide for each. */
export function publishFinder(
  {stage, main: language}: Publishing,
  campus: AuthoredCampus,
  {brand}: Campus,
  guides: readonly MadeGuide[],
): string[] {
  if (!hasFinder(guides)) return [];
  const logo = brand?.logo;
  const title = word('finder', language);
  const list = guides.map(
    ({id, guide}) => markup`<section>
<h2><a href="${id}/index.html">${show(guide.title, language)}</a></h2>
<p>${[guide.thing, ...(guide.machines ?? [])].filter((one) => one !== undefined).map((one, at) => markup`${at > 0 && ' · '}${show(one, language)}`)}</p>
<ul>${[guide.fault, ...(guide.symptoms ?? []), ...(guide.codes ?? [])].filter((one) => one !== undefined).map((one) => markup`<li>${show(one, language)}</li>`)}</ul>
</section>
`,
  );
  const body = markup`<header><a class="home" href="../index.html">${logo !== undefined && markup`<img src="../${logo}" alt="" height="36">`}${show(campus.title, language)}</a></header>
<uggla-guide campus="../campus.json" routing="query">
<main>
<h1>${title}</h1>
${list}</main>
</uggla-guide>
`;
  stage.text(
    finderPath,
    page({
      campus,
      up: '../',
      path: finderPath,
      title: `${title} · ${say(campus.title, language)}`,
      description: '',
      language,
      icon: logo,
      scripts: ['assets/uggla/uggla-course.js'],
      body,
    }),
  );
  return [finderPath];
}
