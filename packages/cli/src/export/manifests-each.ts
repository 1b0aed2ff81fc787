import {lessonsOf, type Block, type Course, type CourseItem, type Text} from '@uggla/protocol';
import {HEAD, hrefOf, idOf, listed, masteryOf, moveOnOf, strings, xml, titleIn} from './manifest-words.js';
import {nameOf, type Part} from './parts.js';
import {scormManifest, scormType, type ScormVersion} from './scorm-manifest.js';

/** What a manifest of several units says. */
export interface EachParts {
  course: Course;
  parts: readonly Part[];
  /** The language in which an LMS lists it. */
  language: string;
  /** Every file of the package but the manifest, sorted. */
  files: readonly string[];
}

/** The script of prerequisites has room for so many letters (SCORM 1.2, `prerequisitesType`). */
const SCRIPT = 200;

/** `imsmanifest.xml` of SCORM 1.2, a SCO each lesson. */
export function scorm12Each(each: EachParts): string {
  const {course, language, parts} = each;
  const item = (part: Part, indent: string) => {
    const mastery = masteryOf(part.course);
    return [
      `<item identifier="${part.name}" identifierref="page_${part.name}" isvisible="true">`,
      `  <title>${titleIn(part.lesson.title, language)}</title>`,
      ...prerequisites(part),
      ...(mastery === undefined ? [] : [`  <adlcp:masteryscore>${Math.round(mastery * 100)}</adlcp:masteryscore>`]),
      '</item>',
    ]
      .map((line) => indent + line)
      .join('\n');
  };
  const block = ({id, title}: Block, inside: string, indent: string) =>
    `${indent}<item identifier="${nameOf(id)}" isvisible="true">\n${indent}  <title>${titleIn(title, language)}</title>\n${inside}\n${indent}</item>`;
  return scormManifest('1.2', {
    course,
    language,
    items: outline(course.items, parts, item, block, '      '),
    resources: resources(each, '1.2'),
  });
}

/** `imsmanifest.xml` of SCORM 2004, a SCO each lesson. What waits for others reads their objectives, which all activities share. */
export function scorm2004Each(each: EachParts): string {
  const {course, language, parts} = each;
  const shared = (id: string) => `${idOf(course)}.${nameOf(id)}`;
  const item = (part: Part, indent: string) => {
    const mastery = masteryOf(part.course);
    const needs = [...part.after, ...part.passed];
    const rule = (id: string, condition: string) =>
      `          <imsss:ruleCondition referencedObjective="${nameOf(id)}" operator="not" condition="${condition}"/>`;
    return [
      `<item identifier="${part.name}" identifierref="page_${part.name}" isvisible="true">`,
      `  <title>${titleIn(part.lesson.title, language)}</title>`,
      '  <imsss:sequencing>',
      ...(needs.length === 0
        ? []
        : [
            '    <imsss:sequencingRules>',
            '      <imsss:preConditionRule>',
            '        <imsss:ruleConditions conditionCombination="any">',
            // what nothing is known of is neither satisfied nor not
            ...needs.flatMap((id) => [rule(id, 'satisfied'), rule(id, 'objectiveStatusKnown')]),
            '        </imsss:ruleConditions>',
            '        <imsss:ruleAction action="disabled"/>',
            '      </imsss:preConditionRule>',
            '    </imsss:sequencingRules>',
          ]),
      '    <imsss:objectives>',
      `      <imsss:primaryObjective objectiveID="done"${mastery === undefined ? '' : ' satisfiedByMeasure="true"'}>`,
      ...(mastery === undefined ? [] : [`        <imsss:minNormalizedMeasure>${mastery}</imsss:minNormalizedMeasure>`]),
      `        <imsss:mapInfo targetObjectiveID="${shared(part.lesson.id)}" readNormalizedMeasure="false" writeSatisfiedStatus="true"/>`,
      '      </imsss:primaryObjective>',
      ...needs.flatMap((id) => [
        `      <imsss:objective objectiveID="${nameOf(id)}">`,
        `        <imsss:mapInfo targetObjectiveID="${shared(id)}" readNormalizedMeasure="false"/>`,
        '      </imsss:objective>',
      ]),
      '    </imsss:objectives>',
      '    <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>',
      '  </imsss:sequencing>',
      '</item>',
    ]
      .map((line) => indent + line)
      .join('\n');
  };
  const flow = '<imsss:sequencing>\n  <imsss:controlMode choice="true" flow="true"/>\n</imsss:sequencing>';
  const indented = (text: string, indent: string) => text.replace(/^/gm, indent);
  const block = ({id, title}: Block, inside: string, indent: string) =>
    `${indent}<item identifier="${nameOf(id)}" isvisible="true">\n${indent}  <title>${titleIn(title, language)}</title>\n${inside}\n${indented(flow, `${indent}  `)}\n${indent}</item>`;
  return scormManifest('2004', {
    course,
    language,
    items: `${outline(course.items, parts, item, block, '      ')}\n${indented(flow, '      ')}`,
    resources: resources(each, '2004'),
  });
}

/** `cmi5.xml`, an assignable unit each lesson. cmi5 has no word for what must come before: the LMS keeps their order. */
export function cmi5Each({course, parts, language}: EachParts): string {
  const named = (title: Text, summary: Text | undefined, indent: string) =>
    `${indent}<title>${strings(title, language)}\n${indent}</title>\n${indent}<description>${strings(summary ?? title, language)}\n${indent}</description>`;
  const unit = ({lesson, course: one, page}: Part, indent: string) => {
    const mastery = masteryOf(one);
    return `${indent}<au id="${xml(`${course.id}/${encodeURIComponent(lesson.id)}#unit`)}" moveOn="${moveOnOf(one)}"${mastery === undefined ? '' : ` masteryScore="${mastery}"`} launchMethod="AnyWindow">
${named(lesson.title, lesson.summary, `${indent}  `)}
${indent}  <url>${hrefOf(page)}</url>
${indent}</au>`;
  };
  const block = ({id, title, summary}: Block, inside: string, indent: string) =>
    `${indent}<block id="${xml(`${course.id}/${encodeURIComponent(id)}`)}">\n${named(title, summary, `${indent}  `)}\n${inside}\n${indent}</block>`;
  return `${HEAD}<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="${xml(course.id)}">
${named(course.title, course.summary, '    ')}
  </course>
${outline(course.items, parts, unit, block, '  ')}
</courseStructure>
`;
}

/** Blocks and lessons in their order; a block without any lesson is left out. */
function outline(
  items: readonly CourseItem[],
  parts: readonly Part[],
  lesson: (part: Part, indent: string) => string,
  block: (block: Block, inside: string, indent: string) => string,
  indent: string,
): string {
  return items
    .flatMap((item) => {
      if (item.kind !== 'block')
        return lesson(
          parts.find((part) => part.lesson.id === item.id)!,
          indent,
        );
      const one = item as Block;
      if (lessonsOf(one).length === 0) return [];
      return block(one, outline(one.items, parts, lesson, block, `${indent}  `), indent);
    })
    .join('\n');
}

/** A page and its own files each; what all of them need is named once. */
function resources({parts, files}: EachParts, version: ScormVersion): string {
  const own = new Set(parts.flatMap(({page, path, answers}) => [page, path, answers]));
  const there = new Set(files);
  return [
    ...parts.map(
      ({
        name,
        page,
        path,
        answers,
      }) => `    <resource identifier="page_${name}" type="webcontent" ${scormType(version, 'sco')} href="${hrefOf(page)}">
${listed([page, path, answers].filter((file) => there.has(file)))}
      <dependency identifierref="shared"/>
    </resource>`,
    ),
    `    <resource identifier="shared" type="webcontent" ${scormType(version, 'asset')}>
${listed(files.filter((file) => !own.has(file)))}
    </resource>`,
  ].join('\n');
}

/** As many as have room. */
function prerequisites({after, passed}: Part): string[] {
  const wanted = [...passed.map((id) => `${nameOf(id)}="passed"`), ...after.map(nameOf)];
  let script = '';
  for (const one of wanted) {
    const longer = script ? `${script}&${one}` : one;
    if (longer.length <= SCRIPT) script = longer;
  }
  return script ? [`  <adlcp:prerequisites type="aicc_script">${xml(script)}</adlcp:prerequisites>`] : [];
}
