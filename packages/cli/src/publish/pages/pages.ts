import {posix} from 'node:path';
import type {Campus, Text} from '@uggla/protocol';
import {oembedOf} from '@uggla/protocol/oembed.js';
import type {AuthoredCampus} from '../../authored/model.js';
import {toJson} from '../../files.js';
import type {MadeMedia} from '../../media/make.js';
import type {Publishing} from '../assets-of.js';
import type {MadeCourse} from '../course.js';
import type {MadeGuide} from '../guide.js';
import type {MadeProduct} from '../portfolio.js';
import {courseData, guideData, productData} from './data.js';
import {page, say, show, type PageParts} from './frame.js';
import {Html, markup} from './html.js';
import {article, guideHtml, lessonHtml, lockedHtml, productHtml} from './item-html.js';
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
  const icon = brand?.logo;
  const site: Site = {campus, logo: icon, language};
  const paths: string[] = [];
  const add = (
    folder: string,
    {id, title, summary}: {id: string; title: Text; summary?: Text | undefined},
    content: Html,
    rest: Pick<PageParts, 'image' | 'type' | 'video' | 'feed' | 'data'>,
  ) => {
    const path = `${folder}/index.html`;
    stage.text(
      path,
      page({
        campus,
        up: '../../',
        icon,
        font: made.font,
        path,
        title: say(title, language),
        description: say(summary, language),
        language,
        oembed: publishOEmbed(publishing, whole, `${folder}/`),
        ...rest,
        body: frame(site, {id, title, summary}, content),
      }),
    );
    paths.push(path);
  };
  for (const one of made.courses) {
    const folder = `courses/${one.id}`;
    const film = one.texts.find(({media, lesson}) => media && !one.locked.has(lesson.id))?.media;
    const feed = feeds?.find(({src}) => src === `feeds/${one.id}.xml`)?.src;
    const content = markup`${
      feed !== undefined &&
      markup`<p><a href="../../${feed}" type="application/rss+xml">${word('feed', language)}</a></p>
`
    }${article(one.articles, language)}<h2>${word('lessons', language)}</h2>
${one.texts.map((lesson) => (one.locked.has(lesson.lesson.id) ? lockedHtml : lessonHtml)(lesson, language, folder))}`;
    add(folder, {...one.course, id: one.id}, content, {
      image: one.cover
        ? posix.join(folder, one.cover.src)
        : film?.media.poster && posix.join(posix.dirname(film.path), film.media.poster.src),
      type: 'article',
      video: videoOf(film),
      feed,
      data: courseData(campus, one, language),
    });
  }
  for (const one of made.guides) {
    const folder = `guides/${one.id}`;
    add(folder, {...one.guide, id: one.id}, guideHtml(one, language, folder), {
      image: one.cover && posix.join(folder, one.cover.src),
      type: 'article',
      video: videoOf(one.media[0]),
      data: guideData(campus, one, language),
    });
  }
  for (const one of made.products) {
    const folder = `products/${one.id}`;
    add(folder, {...one.product, id: one.id}, productHtml(one, campus, language, folder), {
      image: one.product.poster?.src,
      type: 'product',
      video: videoOf(one.media),
      data: productData(campus, one, language),
    });
  }
  return paths;
}

/** What stands around an item's text: the way to the campus, under its logo, and to the item there. */
function frame(
  {campus, logo, language}: Site,
  {id, title, summary}: {id: string; title: Text; summary?: Text | undefined},
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

function videoOf(film: MadeMedia | undefined) {
  const plain = film?.media.fallback;
  if (!film || !plain || film.media.kind !== 'video') return undefined;
  return {
    path: posix.join(posix.dirname(film.path), plain.src),
    type: plain.type,
    width: film.media.width,
    height: film.media.height,
  };
}
