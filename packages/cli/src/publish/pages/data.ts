import {posix} from 'node:path';
import {given, type Campaign} from '@uggla/protocol';
import type {AuthoredCampus} from '../../authored/model.js';
import type {MadeMedia} from '../../media/make.js';
import type {MadeCourse} from '../course.js';
import type {MadeGuide} from '../guide.js';
import type {MadeProduct} from '../portfolio.js';
import {say} from './frame.js';
import {offersData} from './prices.js';

/** schema.org data of a course: what search engines show. Films of lessons that wait for something are not in it. */
export function courseData(
  campus: AuthoredCampus,
  {course, texts, locked, source, id}: MadeCourse,
  language: string,
): object {
  const films = texts.flatMap(({media, lesson}) => (media && !locked.has(lesson.id) ? [media] : []));
  const episodes = source.format === 'podcast';
  return {
    '@context': 'https://schema.org',
    '@type': episodes ? 'PodcastSeries' : source.format === 'book' ? 'Book' : 'Course',
    name: say(course.title, language),
    ...text('description', say(course.summary, language)),
    inLanguage: course.languages,
    ...publisher(campus, language, source.format === 'course' || source.format === 'micro' ? 'provider' : 'publisher'),
    ...link(campus, `courses/${id}/index.html`),
    ...(films.length > 0 ? {hasPart: films.map((media) => mediaData(campus, media, language, source.added))} : {}),
  };
}

/** schema.org data of a guide. */
export function guideData(campus: AuthoredCampus, {guide, media, id, source}: MadeGuide, language: string): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'HowTo',
    name: say(guide.title, language),
    ...text('description', say(guide.summary, language)),
    ...(guide.time === undefined ? {} : {totalTime: guide.time}),
    ...(guide.tools ? {tool: guide.tools.map((one) => say(one, language))} : {}),
    ...(guide.parts ? {supply: guide.parts.map((one) => say(one, language))} : {}),
    step: guide.steps.map((step) => ({
      '@type': 'HowToStep',
      name: say(step.title, language),
      ...text('text', say(step.text, language)),
    })),
    ...(media[0] ? {video: mediaData(campus, media[0], language, source.added)} : {}),
    ...link(campus, `guides/${id}/index.html`),
  };
}

/** schema.org's names for it. */
const availabilities = {
  'in-stock': 'InStock',
  'out-of-stock': 'OutOfStock',
  preorder: 'PreOrder',
  backorder: 'BackOrder',
} as const;

/** schema.org data of a product. */
export function productData(
  campus: AuthoredCampus,
  {product, media, source, id}: MadeProduct,
  language: string,
): object {
  const availability = product.availability && availabilities[product.availability];
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: say(product.title, language),
    ...text('description', say(product.summary, language)),
    ...(product.sku === undefined ? {} : {sku: product.sku}),
    ...(product.brand === undefined ? {} : {brand: {'@type': 'Brand', name: product.brand}}),
    ...offersData(product, campus.campaigns as Campaign[], {
      ...(availability ? {availability: `https://schema.org/${availability}`} : {}),
      ...given({availabilityStarts: product.availableFrom}),
    }),
    ...(media ? {subjectOf: mediaData(campus, media, language, source.added)} : {}),
    ...link(campus, `products/${id}/index.html`),
  };
}

function mediaData(campus: AuthoredCampus, {media, path}: MadeMedia, language: string, added: string): object {
  const base = campus.fields.address;
  const at = (src: string) => new URL(posix.join(posix.dirname(path), src), base?.replace(/\/?$/, '/')).href;
  return {
    '@type': media.kind === 'video' ? 'VideoObject' : 'AudioObject',
    name: say(media.title, language),
    ...text('description', say(media.summary, language)),
    duration: `PT${Math.round(media.duration)}S`,
    uploadDate: added,
    ...(base && media.poster ? {thumbnailUrl: at(media.poster.src)} : {}),
    ...(base && media.fallback ? {contentUrl: at(media.fallback.src)} : {}),
    ...(media.chapters
      ? {
          hasPart: media.chapters.map(({start, end, title}) => ({
            '@type': 'Clip',
            name: say(title, language),
            startOffset: start,
            endOffset: end,
          })),
        }
      : {}),
  };
}

function publisher({fields, title}: AuthoredCampus, language: string, key: string): object {
  return {[key]: {'@type': 'Organization', name: say(fields.brand?.name ?? fields.author ?? title, language)}};
}

function link({fields}: AuthoredCampus, path: string): object {
  return fields.address ? {url: new URL(path, fields.address.replace(/\/?$/, '/')).href} : {};
}

function text(key: string, value: string): object {
  return value ? {[key]: value} : {};
}
