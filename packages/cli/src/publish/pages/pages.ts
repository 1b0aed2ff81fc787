import {posix} from 'node:path';
import type {Article, Campaign, Campus, Picture, Text} from '@uggla/protocol';
import {oembedOf} from '@uggla/protocol/oembed.js';
import type {AuthoredCampus} from '../../authored/model.js';
import {toJson} from '../../files.js';
import {clock, plainText} from '../../media/captions.js';
import type {MadeMedia} from '../../media/make.js';
import type {Publishing} from '../assets-of.js';
import type {MadeCourse} from '../course.js';
import type {LessonTexts} from '../lesson.js';
import type {MadeGuide} from '../guide.js';
import type {MadeProduct} from '../portfolio.js';
import {articleHtml} from './article.js';
import {courseData, guideData, productData} from './data.js';
import {page, say, show} from './frame.js';
import {Html, markup} from './html.js';
import {pricesHtml} from './prices.js';
import {word} from './words.js';

/** Marks where `uggla serve` may put what only a server has: the chat. */
export const serverMark = '<!--uggla:server-->';

/** Stages index.html: the campus itself, and all of it as links for those who have no JavaScript. */
export function publishIndex(
  publishing: Publishing,
  source: AuthoredCampus,
  campus: Campus,
  {
    finder,
    radio,
    early,
  }: {finder?: string | undefined; radio?: string | undefined; early?: readonly string[] | undefined} = {},
): void {
  const {stage, main: language} = publishing;
  const list = markup`${campus.packs.map(
    (pack) => markup`<section>
<h2>${show(pack.title, language)}</h2>
${
  pack.summary !== undefined &&
  markup`<p>${show(pack.summary, language)}</p>
`
}${new Html(pack.path ? '<ol>' : '<ul>')}
${pack.items.map(
  (
    item,
  ) => markup`<li><a href="${item.page ?? item.src}">${show(item.title, language)}</a>${item.summary !== undefined && markup` <span>${show(item.summary, language)}</span>`}</li>
`,
)}${new Html(pack.path ? '</ol>' : '</ul>')}
</section>
`,
  )}`;
  const title = say(campus.title, language);
  const description = say(campus.description, language);
  const posters = campus.packs.flatMap(({items}) => items.flatMap(({poster}) => poster ?? []));
  // those who show links read no SVG
  const cover = [campus.brand?.cover, ...posters].find((one) => one && !one.src.endsWith('.svg'))?.src;
  const body = markup`<uggla-campus src="campus.json" routing="hash">
${
  finder !== undefined &&
  markup`<a slot="header" href="${finder}">${word('finder', language)}</a>
`
}${
    radio !== undefined &&
    markup`<a slot="header" href="${radio}">${word('radio', language)}</a>
`
  }<h1>${title}</h1>
${
  description !== '' &&
  markup`<p>${description}</p>
`
}${list}</uggla-campus>
`;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: title,
    ...(description ? {description} : {}),
    inLanguage: campus.languages,
  };
  stage.text(
    'index.html',
    page({
      campus: source,
      up: '',
      path: 'index.html',
      title,
      description,
      language,
      icon: campus.brand?.logo,
      image: cover,
      oembed: publishOEmbed(publishing, campus, ''),
      feed: campus.feeds?.find(({src}) => src === 'feed.xml')?.src,
      data,
      scripts: ['assets/uggla/uggla.js'],
      early,
      file: 'campus.json',
      body,
    }).replace('</body>', `${serverMark}\n</body>`),
  );
}

/**
 * Stages what other sites show in place of a link to a page.
 *
 * @param folder - Of the page, with a slash at its end; empty for the first.
 * @returns Its path; `undefined` where nobody knows under which address it will be.
 */
function publishOEmbed({stage, main}: Publishing, campus: Campus, folder: string): string | undefined {
  const {address} = campus;
  if (address === undefined) return undefined;
  const item = campus.packs.flatMap(({items}) => items).find(({page: own}) => own === `${folder}index.html`);
  if (folder !== '' && !item) return undefined; // what is not public is in no public file
  const path = `${folder}oembed.json`;
  stage.text(path, toJson(oembedOf(campus, item, {base: address.replace(/\/?$/, '/'), languages: [main]})));
  return path;
}

/** What all pages of one campus share. */
interface Site {
  campus: AuthoredCampus;
  /** Its path in the published folder. */
  logo: string | undefined;
  language: string;
}

/**
 * Stages a page of each course, guide and product, which needs no JavaScript. Of a course's locked lessons it has the titles and
 * summaries.
 */
export function publishItemPages(
  publishing: Publishing,
  campus: AuthoredCampus,
  whole: Campus,
  made: {courses: MadeCourse[]; guides: MadeGuide[]; products: MadeProduct[]; font?: string | undefined},
): string[] {
  const {stage, main: language} = publishing;
  const {brand, feeds} = whole;
  const paths: string[] = [];
  const icon = brand?.logo;
  const site: Site = {campus, logo: icon, language};
  const add = (path: string, content: string) => {
    stage.text(path, content);
    paths.push(path);
  };
  for (const one of made.courses) {
    const folder = `courses/${one.id}`;
    const path = `${folder}/index.html`;
    const film = one.texts.find(({media, lesson}) => media && !one.locked.has(lesson.id))?.media;
    const feed = feeds?.find(({src}) => src === `feeds/${one.id}.xml`)?.src;
    const image = one.cover
      ? below(folder, one.cover.src)
      : film?.media.poster && below(posix.dirname(film.path), film.media.poster.src);
    const body = frame(
      site,
      one.id,
      one.course,
      markup`${
        feed !== undefined &&
        markup`<p><a href="../../${feed}" type="application/rss+xml">${word('feed', language)}</a></p>
`
      }${article(one.articles, language)}<h2>${word('lessons', language)}</h2>
${one.texts.map((lesson) => (one.locked.has(lesson.lesson.id) ? lockedHtml : lessonHtml)(lesson, language, folder))}`,
    );
    add(
      path,
      page({
        campus,
        up: '../../',
        icon,
        font: made.font,
        path,
        title: say(one.course.title, language),
        description: say(one.course.summary, language),
        language,
        image,
        type: 'article',
        video: videoOf(film),
        oembed: publishOEmbed(publishing, whole, `${folder}/`),
        feed,
        data: courseData(campus, one, language),
        body,
      }),
    );
  }
  for (const one of made.guides) {
    const folder = `guides/${one.id}`;
    const path = `${folder}/index.html`;
    const film = one.media[0];
    const body = frame(site, one.id, one.guide, guideHtml(one, language, folder));
    add(
      path,
      page({
        campus,
        up: '../../',
        icon,
        font: made.font,
        path,
        title: say(one.guide.title, language),
        description: say(one.guide.summary, language),
        language,
        image: one.cover && below(folder, one.cover.src),
        type: 'article',
        video: videoOf(film),
        oembed: publishOEmbed(publishing, whole, `${folder}/`),
        data: guideData(campus, one, language),
        body,
      }),
    );
  }
  for (const one of made.products) {
    const folder = `products/${one.id}`;
    const path = `${folder}/index.html`;
    const body = frame(site, one.id, one.product, productHtml(one, campus, language, folder));
    add(
      path,
      page({
        campus,
        up: '../../',
        icon,
        font: made.font,
        path,
        title: say(one.product.title, language),
        description: say(one.product.summary, language),
        language,
        image: one.product.poster?.src,
        type: 'product',
        video: videoOf(one.media),
        oembed: publishOEmbed(publishing, whole, `${folder}/`),
        data: productData(campus, one, language),
        body,
      }),
    );
  }
  return paths;
}

/** What stands around an item's text: the way to the campus, under its logo, and to the item there. */
function frame(
  {campus, logo, language}: Site,
  id: string,
  {title, summary}: {title: Text; summary?: Text | undefined},
  content: Html,
): Html {
  return markup`<header><a class="home" href="../../index.html">${logo !== undefined && markup`<img src="../../${logo}" alt="" height="36">`}${show(campus.title, language)}</a></header>
<main>
<h1>${show(title, language)}</h1>
${
  summary !== undefined &&
  markup`<p class="lead">${show(summary, language)}</p>
`
}<p><a class="open" href="../../index.html#/item/${id}">${word('open', language)}</a></p>
${content}</main>`;
}

function lessonHtml({lesson, articles, media}: LessonTexts, language: string, folder: string): Html {
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
function lockedHtml({lesson}: LessonTexts, language: string): Html {
  return markup`<section id="${lesson.id}">
<h3>${show(lesson.title, language)}</h3>
${
  lesson.summary !== undefined &&
  markup`<p>${show(lesson.summary, language)}</p>
`
}<p>${word('locked', language)}</p></section>
`;
}

function guideHtml({guide, articles, media}: MadeGuide, language: string, folder: string): Html {
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

function productHtml(
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
function article(articles: Record<string, Article>, language: string): Html | false {
  const found = articles[language] ?? Object.values(articles)[0];
  if (!found) return false;
  const own = articles[language] ? undefined : found.language;
  const content = articleHtml(found.tree, (written) =>
    /^([a-z][a-z0-9+.-]*:|#|\/)/i.test(written) ? written : posix.normalize(written),
  );
  return markup`<div${own !== undefined && markup` lang="${own}"`}>${content}</div>
`;
}

function videoOf(film: MadeMedia | undefined) {
  const plain = film?.media.fallback;
  if (!film || !plain || film.media.kind !== 'video') return undefined;
  return {
    path: below(posix.dirname(film.path), plain.src),
    type: plain.type,
    width: film.media.width,
    height: film.media.height,
  };
}

function below(folder: string, src: string): string {
  return posix.join(folder, src);
}
