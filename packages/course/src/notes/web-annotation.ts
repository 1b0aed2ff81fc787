import {activityId, type Course} from '@uggla/protocol';
import {pageOf, type Annotation} from './annotations.js';

const motivations = {bookmark: 'bookmarking', note: 'commenting', highlight: 'highlighting'} as const;

/** A page of W3C Web Annotations (https://www.w3.org/TR/annotation-model/): what other programs read notes from. */
export function toWebAnnotations(course: Course, annotations: readonly Annotation[]): object {
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'AnnotationPage',
    partOf: {id: course.id, type: 'AnnotationCollection', label: course.title},
    items: annotations.map((one) => ({
      id: `urn:uuid:${one.id}`,
      type: 'Annotation',
      motivation: motivations[one.kind],
      created: one.created,
      modified: one.modified,
      ...(one.text === undefined ? {} : {body: {type: 'TextualBody', value: one.text, format: 'text/plain'}}),
      target: {source: activityId(course, one.lesson), ...selectorOf(one)},
    })),
  };
}

function selectorOf({time, place, quote}: Annotation): object {
  const selectors = [
    ...(time === undefined ? [] : [fragment('http://www.w3.org/TR/media-frags/', `t=${time}`)]),
    ...(place === undefined
      ? []
      : place.startsWith('epubcfi(')
        ? [fragment('http://www.idpf.org/epub/linking/cfi/epub-cfi.html', place)]
        : pageOf(place)
          ? [fragment('http://tools.ietf.org/rfc/rfc3778', `page=${pageOf(place)}`)]
          : []),
    ...(quote === undefined ? [] : [{type: 'TextQuoteSelector', exact: quote}]),
  ];
  return selectors.length === 0 ? {} : {selector: selectors.length === 1 ? selectors[0] : selectors};
}

function fragment(conformsTo: string, value: string): object {
  return {type: 'FragmentSelector', conformsTo, value};
}
