import {readFile} from 'node:fs/promises';
import {UgglaError} from '@uggla/protocol';
import type {AuthoredProduct, SourceFile} from '../authored/model.js';
import {publishFile, type Publishing} from './assets-of.js';

/** Extensions of glTF whose decoders are programs of their own, which pages under a strict policy run none of. */
const compressed = /^(KHR_draco_mesh_compression|EXT_meshopt_compression|KHR_meshopt_compression|KHR_texture_basisu)$/;

/** Publishes the model of a product; one that no element could show is an error, and left out. `src` is its path in the published folder. */
export async function publishModel(
  publishing: Publishing,
  {id, origin}: AuthoredProduct,
  file: SourceFile,
): Promise<{src: string; bytes: number} | undefined> {
  try {
    checkModel(await readFile(file.path), file.name);
  } catch (caught) {
    publishing.problems.caught(caught, 'product-model-invalid', {file: origin.file, field: 'model'});
    return undefined;
  }
  return {src: await publishFile(publishing, `products/${id}`, file), bytes: await publishing.cache.size(file.path)};
}

/**
 * Looks whether a file is a GLB (binary glTF 2.0) that has all it needs inside.
 *
 * @throws {@link UgglaError} `product-model-invalid`
 */
export function checkModel(bytes: Uint8Array, name: string): void {
  const refuse = (what: string, cure: string): never => {
    throw new UgglaError('product-model-invalid', `${name} ${what}`, {file: name, field: 'model', cure});
  };
  const asGlb = 'Export it as glTF binary (.glb), version 2.0, with textures inside and without compression.';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20 || view.getUint32(0, true) !== 0x46546c67) refuse('is no GLB file', asGlb);
  if (view.getUint32(4, true) !== 2) refuse(`is a GLB of version ${view.getUint32(4, true)}`, asGlb);
  if (view.getUint32(8, true) !== bytes.length)
    refuse(
      `has ${bytes.length} bytes, and says that it has ${view.getUint32(8, true)}`,
      'It was cut off on its way: export or copy it again.',
    );
  const length = view.getUint32(12, true);
  if (view.getUint32(16, true) !== 0x4e4f534a || 20 + length > bytes.length)
    refuse('does not begin with its description', asGlb);
  const gltf = readJson(bytes.subarray(20, 20 + length)) ?? refuse('has a description that is no JSON', asGlb);
  for (const kind of ['buffers', 'images'] as const) {
    if (list(gltf[kind]).some(({uri}) => uri !== undefined)) refuse(`has ${kind} in other files`, asGlb);
  }
  const decoded = list(gltf['extensionsRequired'] as unknown).find((one) => compressed.test(String(one)));
  if (decoded) refuse(`needs ${String(decoded)}, which runs a program of its own in the page`, asGlb);
  if (list(gltf['meshes']).length === 0)
    refuse('has no shapes in it', 'Choose the objects to export, and export it again.');
}

function readJson(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((one) => one !== null && one !== undefined) : [];
}
