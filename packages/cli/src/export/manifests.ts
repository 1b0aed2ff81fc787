import {lessonsOf, pickText, type Course, type Text} from '@uggla/protocol';
import {hashOf} from '../files.js';
import {escapeHtml} from '@uggla/protocol/escape-html.js';

/** The kinds of package. */
export const targets = ['scorm12', 'scorm2004', 'cmi5', 'html'] as const;
export type Target = (typeof targets)[number];

/** What a manifest says. */
export interface ManifestParts {
  course: Course;
  /** The language in which an LMS lists it. */
  language: string;
  /** Every file of the package but the manifest, sorted. */
  files: readonly string[];
}

const PAGE = 'index.html';

/** The manifest of a package: its name and text; `undefined` for plain HTML. */
export function manifestOf(target: Target, parts: ManifestParts): {name: string; text: string} | undefined {
  switch (target) {
    case 'scorm12':
      return {name: 'imsmanifest.xml', text: scorm12(parts)};
    case 'scorm2004':
      return {name: 'imsmanifest.xml', text: scorm2004(parts)};
    case 'cmi5':
      return {name: 'cmi5.xml', text: cmi5(parts)};
    case 'html':
      return undefined;
  }
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

function scorm12({course, language, files}: ManifestParts): string {
  const title = xml(pickText(course.title, [language]));
  const mastery = masteryOf(course);
  return `${HEAD}<manifest identifier="${idOf(course)}" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${title}</title>
      <item identifier="lessons" identifierref="page" isvisible="true">
        <title>${title}</title>${mastery === undefined ? '' : `\n        <adlcp:masteryscore>${Math.round(mastery * 100)}</adlcp:masteryscore>`}
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="${PAGE}">
${listed(files)}
    </resource>
  </resources>
</manifest>
`;
}

function scorm2004({course, language, files}: ManifestParts): string {
  const title = xml(pickText(course.title, [language]));
  const mastery = masteryOf(course);
  const objectives =
    mastery === undefined
      ? ''
      : `
          <imsss:objectives>
            <imsss:primaryObjective objectiveID="passed" satisfiedByMeasure="true">
              <imsss:minNormalizedMeasure>${mastery}</imsss:minNormalizedMeasure>
            </imsss:primaryObjective>
          </imsss:objectives>`;
  return `${HEAD}<manifest identifier="${idOf(course)}" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 4th Edition</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${title}</title>
      <item identifier="lessons" identifierref="page" isvisible="true">
        <title>${title}</title>
        <imsss:sequencing>${objectives}
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormType="sco" href="${PAGE}">
${listed(files)}
    </resource>
  </resources>
</manifest>
`;
}

function cmi5({course, language}: ManifestParts): string {
  const mastery = masteryOf(course);
  const isJudged = lessonsOf(course).some((lesson) => lesson.kind === 'quiz' && lesson.mastery !== undefined);
  const strings = (text: Text) =>
    (typeof text === 'string' ? [[language, text]] : Object.entries(text))
      .map(([tag, one]) => `\n      <langstring lang="${xml(tag!)}">${xml(one!)}</langstring>`)
      .join('');
  const named = `    <title>${strings(course.title)}\n    </title>\n    <description>${strings(course.summary ?? course.title)}\n    </description>`;
  return `${HEAD}<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="${xml(course.id)}">
${named}
  </course>
  <au id="${xml(course.id)}#unit" moveOn="${isJudged ? 'CompletedAndPassed' : 'Completed'}"${mastery === undefined ? '' : ` masteryScore="${mastery}"`} launchMethod="AnyWindow">
${named}
    <url>${PAGE}</url>
  </au>
</courseStructure>
`;
}

/** What an LMS may judge by itself: the score of a course whose one quiz has a mastery. With several it is for the course to say. */
function masteryOf(course: Course): number | undefined {
  const quizzes = lessonsOf(course).flatMap((lesson) => (lesson.kind === 'quiz' ? [lesson.mastery] : []));
  return quizzes.length === 1 && quizzes[0] !== undefined ? Math.round(quizzes[0] * 10_000) / 10_000 : undefined;
}

/** A name as XML has it, the same for every version of the course. */
const idOf = ({id}: Course): string => `uggla-${hashOf(id).slice(0, 24)}`;

function listed(files: readonly string[]): string {
  return files
    .map((file) => `      <file href="${xml(file.split('/').map(encodeURIComponent).join('/'))}"/>`)
    .join('\n');
}

/** Text that XML can hold: what it has no letters for is left out. */
function xml(text: string): string {
  return escapeHtml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, ''));
}
