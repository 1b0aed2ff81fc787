import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {strFromU8, unzipSync} from 'fflate';
import {validateXML} from 'xmllint-wasm';
import {makeFolder, uggla, write} from '../testing/run.test.util.js';

/** A folder with `scorm12`, `scorm2004` and `cmi5` in it: the schemas of ADL, IMS and AICC, as they publish them. */
const schemas = process.env['UGGLA_SCHEMAS']!;
const campus = makeFolder();

/** The schemas that are imported by their namespace: attributes of ADL in elements of IMS are judged too, then. */
const imports: Record<string, Record<string, string>> = {
  scorm12: {
    'http://www.imsproject.org/xsd/imscp_rootv1p1p2': 'imscp_rootv1p1p2.xsd',
    'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp_rootv1p2.xsd',
  },
  scorm2004: {
    'http://www.imsglobal.org/xsd/imscp_v1p1': 'imscp_v1p1.xsd',
    'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp_v1p3.xsd',
    'http://www.imsglobal.org/xsd/imsss': 'imsss_v1p0.xsd',
  },
  cmi5: {'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd': 'CourseStructure.xsd'},
};

before(() => {
  const quiz = {id: 'test', kind: 'quiz', title: 'T', mastery: 0.8, questions: []};
  const course = {
    id: 'https://acme.example/courses/c',
    version: '1',
    languages: ['es', 'ar'],
    title: {es: 'Más & <menos>', ar: 'أهلا'},
    items: [
      {
        id: 'b',
        kind: 'block',
        title: 'B',
        items: [{id: 'a', kind: 'article', title: 'A & a', content: {es: 'a.json'}}],
      },
      {...quiz, unlock: {after: ['b']}},
      {id: 'z', kind: 'article', title: 'Z', unlock: {passed: ['test'], after: ['a']}, content: {es: 'a.json'}},
    ],
  };
  const plain = {...course, title: 'Sin prueba\u0007', items: []};
  write(campus, {
    'campus.json': '{}',
    'assets/uggla/uggla-course.js': '',
    'courses/c/course.json': JSON.stringify(course),
    'courses/plain/course.json': JSON.stringify(plain),
  });
});

async function check(to: string, xml: string) {
  const preload = readdirSync(join(schemas, to))
    .filter((name) => name.endsWith('.xsd'))
    .map((fileName) => {
      const contents = readFileSync(join(schemas, to, fileName), 'utf8');
      // IMS's ims_xml.xsd of SCORM 1.2 declares the namespace of XML as its default one, which is forbidden.
      return {
        fileName,
        contents:
          fileName === 'ims_xml.xsd'
            ? contents.replace(/\sxmlns="http:\/\/www\.w3\.org\/XML\/1998\/namespace"/, '')
            : contents,
      };
    });
  const lines = Object.entries(imports[to]!).map(
    ([namespace, location]) => `<xsd:import namespace="${namespace}" schemaLocation="${location}"/>`,
  );
  const contents = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">${lines.join('')}</xsd:schema>`;
  return validateXML({
    xml: [{fileName: 'manifest.xml', contents: xml}],
    schema: [{fileName: 'driver.xsd', contents}],
    preload,
  });
}

describe('the manifests of uggla export', () => {
  for (const to of Object.keys(imports)) {
    it(`are valid by the schemas of ${to}, with a test and without, as one unit and as several`, async () => {
      for (const [course, ...more] of [['c'], ['plain'], ['c', '--sco', 'each'], ['c', '--status', 'completed']]) {
        const out = join(campus, `${to}-${course}.zip`);
        assert.equal((await uggla(['export', course!, '--to', to, '--campus', campus, '--out', out, ...more])).code, 0);
        const files = unzipSync(readFileSync(out));
        const xml = strFromU8((files['imsmanifest.xml'] ?? files['cmi5.xml'])!);
        const {valid, rawOutput} = await check(to, xml);
        assert.equal(valid, true, rawOutput);
        assert.equal(
          (await check(to, xml.replace(/<title>/, '<titel>').replace(/<\/title>/, '</titel>'))).valid,
          false,
          'the check is blind',
        );
      }
    });
  }
});
