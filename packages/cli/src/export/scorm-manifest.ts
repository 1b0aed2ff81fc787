import type {Course} from '@uggla/protocol';
import {HEAD, idOf, titleIn} from './manifest-words.js';

export type ScormVersion = keyof typeof VERSIONS;

/** How each version of SCORM writes what is the same in both. */
const VERSIONS = {
  '1.2': {
    manifest:
      'version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"',
    schema: '1.2',
    type: 'adlcp:scormtype',
  },
  '2004': {
    manifest:
      'version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"',
    schema: '2004 4th Edition',
    type: 'adlcp:scormType',
  },
} as const;

/** What a resource says of itself: a page that speaks to the LMS, or files alone. */
export const scormType = (version: ScormVersion, type: 'sco' | 'asset'): string =>
  `${VERSIONS[version].type}="${type}"`;

/** `imsmanifest.xml` around its items and its resources, both as lines. */
export function scormManifest(
  version: ScormVersion,
  {course, language, items, resources}: {course: Course; language: string; items: string; resources: string},
): string {
  const {manifest, schema} = VERSIONS[version];
  return `${HEAD}<manifest identifier="${idOf(course)}" ${manifest}>
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>${schema}</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${titleIn(course.title, language)}</title>
${items}
    </organization>
  </organizations>
  <resources>
${resources}
  </resources>
</manifest>
`;
}
