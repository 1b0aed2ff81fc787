import type {Course} from '@uggla/protocol';
import {HEAD, listed, masteryOf, moveOnOf, strings, titleIn, xml} from './manifest-words.js';
import {cmi5Each, scorm12Each, scorm2004Each} from './manifests-each.js';
import type {Part} from './parts.js';
import {scormManifest, scormType, type ScormVersion} from './scorm-manifest.js';

/** The kinds of package that are of a course as a whole. */
export const targets = ['scorm12', 'scorm2004', 'cmi5', 'html'] as const;
export type Target = (typeof targets)[number];

/** What a manifest says. */
export interface ManifestParts {
  course: Course;
  /** The language in which an LMS lists it. */
  language: string;
  /** Every file of the package but the manifest, sorted. */
  files: readonly string[];
  /** Its lessons, where each is a unit of its own. */
  parts?: readonly Part[] | undefined;
}

const PAGE = 'index.html';

/** The manifest of a package: its name and text; `undefined` for plain HTML. */
export function manifestOf(target: Target, of: ManifestParts): {name: string; text: string} | undefined {
  const {parts} = of;
  switch (target) {
    case 'scorm12':
      return {name: 'imsmanifest.xml', text: parts ? scorm12Each({...of, parts}) : scorm12(of)};
    case 'scorm2004':
      return {name: 'imsmanifest.xml', text: parts ? scorm2004Each({...of, parts}) : scorm2004(of)};
    case 'cmi5':
      return {name: 'cmi5.xml', text: parts ? cmi5Each({...of, parts}) : cmi5(of)};
    case 'html':
      return undefined;
  }
}

function scorm12({course, language, files}: ManifestParts): string {
  const title = titleIn(course.title, language);
  const mastery = masteryOf(course);
  const item = `      <item identifier="lessons" identifierref="page" isvisible="true">
        <title>${title}</title>${mastery === undefined ? '' : `\n        <adlcp:masteryscore>${Math.round(mastery * 100)}</adlcp:masteryscore>`}
      </item>`;
  return scormManifest('1.2', {course, language, items: item, resources: onePage('1.2', files)});
}

function scorm2004({course, language, files}: ManifestParts): string {
  const title = titleIn(course.title, language);
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
  const item = `      <item identifier="lessons" identifierref="page" isvisible="true">
        <title>${title}</title>
        <imsss:sequencing>${objectives}
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>
      </item>`;
  return scormManifest('2004', {course, language, items: item, resources: onePage('2004', files)});
}

function onePage(version: ScormVersion, files: readonly string[]): string {
  return `    <resource identifier="page" type="webcontent" ${scormType(version, 'sco')} href="${PAGE}">
${listed(files)}
    </resource>`;
}

function cmi5({course, language}: ManifestParts): string {
  const mastery = masteryOf(course);
  const named = `    <title>${strings(course.title, language)}\n    </title>\n    <description>${strings(course.summary ?? course.title, language)}\n    </description>`;
  return `${HEAD}<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="${xml(course.id)}">
${named}
  </course>
  <au id="${xml(course.id)}#unit" moveOn="${moveOnOf(course)}"${mastery === undefined ? '' : ` masteryScore="${mastery}"`} launchMethod="AnyWindow">
${named}
    <url>${PAGE}</url>
  </au>
</courseStructure>
`;
}
