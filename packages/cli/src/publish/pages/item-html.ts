import {posix} from 'node:path';
import type {Article, Campaign, Picture} from '@uggla/protocol';
import type {AuthoredCampus} from '../../authored/model.js';
import {clock, plainText} from '../../media/captions.js';
import type {MadeMedia} from '../../media/make.js';
import type {LessonTexts} from '../lesson.js';
import type {MadeGuide} from '../guide.js';
import type {MadeProduct} from '../portfolio.js';
import {articleHtml} from './article.js';
import {say, show} from './frame.js';
import {markup, type Html} from './html.js';
import {pricesHtml} from './prices.js';
import {word} from './words.js';

/** What of a lesson can be read without JavaScript. */
export function lessonHtml({lesson, articles, media}: LessonTexts, language: string, folder: string): Html {
  const files =
    lesson.kind === 'book'
      ? Object.values(lesson.book)
      : lesson.kind === 'acknowledgement'
        ? Object.values(lesson.document).filter(({src}) => !src.endsWith('.json'))
        : [];
  return markup`<section id="${lesson.id}">
<h3>${show(lesson.title, language)}</h3>
${
  lesson.summary !== undefined &&
  markup`<p>${show(lesson.summary, language)}</p>
`
}${media && filmHtml(media, language, folder)}${files.map(
    ({src}) => markup`<p><a href="${src}" download>${word('download', language)}</a></p>
`,
  )}${article(articles, language)}</section>
`;
}

/** Of a lesson that waits for something everybody may know that it is there, and no more. */
export function lockedHtml({lesson}: LessonTexts, language: string): Html {
  return markup`<section id="${lesson.id}">
<h3>${show(lesson.title, language)}</h3>
${
  lesson.summary !== undefined &&
  markup`<p>${show(lesson.summary, language)}</p>
`
}<p>${word('locked', language)}</p></section>
`;
}

/** A guide with all its steps. */
export function guideHtml({guide, articles, media}: MadeGuide, language: string, folder: string): Html {
  const list = (name: 'tools' | 'parts' | 'warnings') =>
    guide[name] &&
    guide[name].length > 0 &&
    markup`<h2>${word(name, language)}</h2>
<ul>${guide[name].map((one) => markup`<li>${show(one, language)}</li>`)}</ul>
`;
  return markup`${
    guide.fault !== undefined &&
    markup`<p>${word('fault', language)}: <bdi>${show(guide.fault, language)}</bdi></p>
`
  }${list('warnings')}${list('tools')}${list('parts')}${media.map((one) => filmHtml(one, language, folder))}<h2>${word('steps', language)}</h2>
<ol>
${guide.steps.map(
  (step) => markup`<li id="${step.id}"><h3>${show(step.title, language)}</h3>
${
  step.warning !== undefined &&
  markup`<p><strong>${word('warning', language)}: <bdi>${show(step.warning, language)}</bdi></strong></p>
`
}${
    step.text !== undefined &&
    markup`<p>${show(step.text, language)}</p>
`
  }${step.image && imageHtml(step.image, step.image.src, language)}</li>
`,
)}</ol>
${article(articles, language)}`;
}

/** A product: what it costs, film, pictures, texts, documents. */
export function productHtml(
  {product, articles, media}: MadeProduct,
  {campaigns}: AuthoredCampus,
  language: string,
  folder: string,
): Html {
  return markup`${pricesHtml(product, campaigns as Campaign[], language)}${media && filmHtml(media, language, folder)}${(product.images ?? []).map((image) => imageHtml(image, posix.relative(folder, image.src), language))}${article(articles, language)}${
    product.documents &&
    markup`<h2>${word('documents', language)}</h2>
<ul>${product.documents.map((one) => markup`<li><a href="${posix.relative(folder, one.src)}" download>${show(one.title, language)}</a></li>`)}</ul>
`
  }`;
}

function imageHtml({alt, width, height}: Picture, src: string, language: string): Html {
  return markup`<img src="${src}" alt="${say(alt, language)}" loading="lazy"${width !== undefined && markup` width="${width}" height="${height ?? 0}"`}>
`;
}

/** A film with the browser's own controls, its captions, and what is said in it. */
function filmHtml({media, path, cues}: MadeMedia, language: string, folder: string): Html {
  const at = (src: string) => posix.relative(folder, posix.join(posix.dirname(path), src));
  const plain = media.fallback;
  if (!plain) return markup``;
  const tracks = (media.captions ?? []).map(
    (one) =>
      markup`<track kind="captions" srclang="${one.language}" label="${one.label ?? one.language}" src="${at(one.src)}"${one.language === language && markup` default`}>`,
  );
  const said = cues[language];
  const text =
    said &&
    markup`<details><summary>${word('transcript', language)}</summary>
${said.map(
  ({start, text: line}) => markup`<p><time>${clock(start).slice(start < 3600 ? 3 : 0, 8)}</time> ${plainText(line)}</p>
`,
)}</details>
`;
  if (media.kind === 'audio')
    return markup`<audio controls preload="none" src="${at(plain.src)}"></audio>
${text}`;
  return markup`<video controls preload="none" src="${at(plain.src)}"${media.poster && markup` poster="${at(media.poster.src)}"`}${media.width !== undefined && markup` width="${media.width}" height="${media.height ?? 0}"`}>${tracks}</video>
${text}`;
}

/** An article, which lies in the folder of its page: what is beside the one is beside the other. */
export function article(articles: Record<string, Article>, language: string): Html | false {
  const found = articles[language] ?? Object.values(articles)[0];
  if (!found) return false;
  const own = articles[language] ? undefined : found.language;
  const content = articleHtml(found.tree, (written) =>
    /^([a-z][a-z0-9+.-]*:|#|\/)/i.test(written) ? written : posix.normalize(written),
  );
  return markup`<div${own !== undefined && markup` lang="${own}"`}>${content}</div>
`;
}
