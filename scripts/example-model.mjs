// Makes the model of the sample campus's chair: node scripts/example-model.mjs. Boxes and rods, each shape once in the
// file, placed many times: a few kB.
import {writeFileSync} from 'node:fs';
import {root} from './lib/run.mjs';

const chunks = [];
let length = 0;
const bufferViews = [];
const accessors = [];

/** Adds numbers to the file; says by which number they are known in it. */
function add(numbers, {type, target}) {
  const isIndex = type === 'SCALAR';
  const bytes = Buffer.from((isIndex ? new Uint16Array(numbers) : new Float32Array(numbers)).buffer);
  bufferViews.push({buffer: 0, byteOffset: length, byteLength: bytes.length, target});
  const width = isIndex ? 1 : 3;
  const columns = Array.from({length: width}, (_, at) => numbers.filter((_, one) => one % width === at));
  accessors.push({
    bufferView: bufferViews.length - 1,
    componentType: isIndex ? 5123 : 5126,
    count: numbers.length / width,
    type,
    ...(isIndex ? {} : {min: columns.map((one) => Math.min(...one)), max: columns.map((one) => Math.max(...one))}),
  });
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  chunks.push(padded);
  length += padded.length;
  return accessors.length - 1;
}

function shape(faces) {
  const [positions, normals, indices] = [[], [], []];
  for (const {normal, corners} of faces) {
    const first = positions.length / 3;
    corners.forEach((corner, at) => {
      positions.push(...corner);
      normals.push(...(Array.isArray(normal[0]) ? normal[at] : normal));
    });
    for (let at = 1; at < corners.length - 1; at++) indices.push(first, first + at, first + at + 1);
  }
  return {
    attributes: {
      POSITION: add(positions, {type: 'VEC3', target: 34962}),
      NORMAL: add(normals, {type: 'VEC3', target: 34962}),
    },
    indices: add(indices, {type: 'SCALAR', target: 34963}),
  };
}

/** From -0.5 to 0.5. */
function box() {
  const faces = [];
  for (const axis of [0, 1, 2]) {
    for (const side of [-1, 1]) {
      const corner = (a, b) => {
        const point = [0, 0, 0];
        point[axis] = side / 2;
        point[(axis + 1) % 3] = (a * side) / 2;
        point[(axis + 2) % 3] = b / 2;
        return point;
      };
      const normal = [0, 0, 0];
      normal[axis] = side;
      faces.push({normal, corners: [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]});
    }
  }
  return shape(faces);
}

/** Upright, one high and one thick. */
function rod(sides = 16) {
  const at = (number) => {
    const angle = (number / sides) * 2 * Math.PI;
    return [Math.sin(angle) / 2, Math.cos(angle) / 2];
  };
  const faces = [];
  for (let number = 0; number < sides; number++) {
    const [[x, z], [nextX, nextZ]] = [at(number), at(number + 1)];
    faces.push({
      normal: [
        [2 * x, 0, 2 * z],
        [2 * nextX, 0, 2 * nextZ],
        [2 * nextX, 0, 2 * nextZ],
        [2 * x, 0, 2 * z],
      ],
      corners: [
        [x, -0.5, z],
        [nextX, -0.5, nextZ],
        [nextX, 0.5, nextZ],
        [x, 0.5, z],
      ],
    });
  }
  const ring = Array.from({length: sides}, (_, number) => at(number));
  faces.push({normal: [0, 1, 0], corners: ring.map(([x, z]) => [x, 0.5, z])});
  faces.push({normal: [0, -1, 0], corners: ring.map(([x, z]) => [x, -0.5, z]).reverse()});
  return shape(faces);
}

const materials = [
  {
    name: 'mesh',
    pbrMetallicRoughness: {baseColorFactor: [0.05, 0.2, 0.13, 1], metallicFactor: 0, roughnessFactor: 0.9},
  },
  {
    name: 'frame',
    pbrMetallicRoughness: {baseColorFactor: [0.03, 0.035, 0.04, 1], metallicFactor: 0.1, roughnessFactor: 0.6},
  },
  {
    name: 'aluminium',
    pbrMetallicRoughness: {baseColorFactor: [0.75, 0.77, 0.8, 1], metallicFactor: 0.9, roughnessFactor: 0.35},
  },
];
const shapes = {box: box(), rod: rod()};
const meshes = [];
const nodes = [];

/** In metres, the floor at 0; turned by degrees around an axis. */
function place(kind, material, size, at, {axis = [0, 1, 0], degrees = 0} = {}) {
  const name = `${kind} ${material}`;
  let mesh = meshes.findIndex((one) => one.name === name);
  if (mesh < 0)
    mesh =
      meshes.push({
        name,
        primitives: [{...shapes[kind], material: materials.findIndex((one) => one.name === material)}],
      }) - 1;
  const half = (degrees * Math.PI) / 360;
  nodes.push({
    mesh,
    translation: at,
    scale: size,
    ...(degrees === 0 ? {} : {rotation: [...axis.map((one) => one * Math.sin(half)), Math.cos(half)]}),
  });
}

place('box', 'mesh', [0.5, 0.07, 0.48], [0, 0.47, 0]);
place('box', 'frame', [0.46, 0.03, 0.44], [0, 0.42, 0]);
const leaning = {axis: [1, 0, 0], degrees: -8};
place('box', 'mesh', [0.44, 0.52, 0.03], [0, 0.86, -0.27], leaning);
for (const side of [-1, 1]) {
  place('box', 'frame', [0.025, 0.56, 0.04], [side * 0.232, 0.86, -0.27], leaning);
  place('box', 'frame', [0.035, 0.22, 0.05], [side * 0.285, 0.55, 0]);
  place('box', 'frame', [0.08, 0.03, 0.27], [side * 0.285, 0.67, 0.02]);
  place('box', 'frame', [0.1, 0.03, 0.05], [side * 0.24, 0.43, 0]);
}
place('box', 'frame', [0.49, 0.03, 0.04], [0, 1.13, -0.308], leaning);
place('box', 'frame', [0.4, 0.07, 0.05], [0, 0.7, -0.235], leaning);
place('box', 'frame', [0.09, 0.26, 0.03], [0, 0.53, -0.25], leaning);
place('box', 'frame', [0.2, 0.06, 0.28], [0, 0.39, -0.06]);
place('rod', 'aluminium', [0.05, 0.26, 0.05], [0, 0.26, 0]);
place('rod', 'frame', [0.08, 0.12, 0.08], [0, 0.14, 0]);
place('rod', 'aluminium', [0.016, 0.14, 0.016], [0.17, 0.385, 0.06], {axis: [0, 0, 1], degrees: 90});
for (let spoke = 0; spoke < 5; spoke++) {
  const angle = (spoke / 5) * 2 * Math.PI;
  const [x, z] = [Math.sin(angle), Math.cos(angle)];
  place('box', 'aluminium', [0.05, 0.035, 0.3], [x * 0.16, 0.1, z * 0.16], {degrees: spoke * 72});
  place('rod', 'frame', [0.06, 0.05, 0.06], [x * 0.29, 0.03, z * 0.29], {
    axis: [Math.cos(angle), 0, -Math.sin(angle)],
    degrees: 90,
  });
}

const gltf = {
  asset: {version: '2.0', generator: 'scripts/example-model.mjs'},
  scene: 0,
  scenes: [{nodes: nodes.map((_, at) => at)}],
  nodes,
  meshes,
  materials,
  accessors,
  bufferViews,
  buffers: [{byteLength: length}],
};
const round = (_, value) => (typeof value === 'number' ? Math.round(value * 1e5) / 1e5 : value);
const description = Buffer.from(JSON.stringify(gltf, round));
const json = Buffer.concat([description, Buffer.alloc((4 - (description.length % 4)) % 4, ' ')]);
const numbers = (...values) => Buffer.from(new Uint32Array(values).buffer);
const glb = Buffer.concat([
  numbers(0x46546c67, 2, 28 + json.length + length, json.length, 0x4e4f534a),
  json,
  numbers(length, 0x004e4942),
  ...chunks,
]);
const file = 'examples/campus/products/10-silla-tero/silla.glb';
writeFileSync(`${root}/${file}`, glb);
console.log(`${file}: ${glb.length} bytes`);
