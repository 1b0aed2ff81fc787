import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {moveAddresses} from './product.js';
import type {Product} from './types.js';

describe('moveAddresses', () => {
  const product = {
    id: 'silla',
    title: 'Silla',
    media: 'media/silla/media.json',
    poster: {src: 'a.jpg', width: 1, height: 1},
    images: [{src: 'https://cdn.example/b.jpg'}],
    documents: [{src: '/docs/c.pdf', title: 'C'}],
    model: {src: 'm.glb', bytes: 9},
    content: {es: 'd.json'},
    actions: [{kind: 'link', href: 'e.html'}, {kind: 'link', href: 'mailto:a@b.example'}, {kind: 'lead'}],
    page: 'f.html',
  } as unknown as Product;

  it('moves every address that is relative, and no other', () => {
    assert.deepEqual(
      moveAddresses(product, (address) => `../${address}`),
      {
        ...product,
        media: '../media/silla/media.json',
        poster: {src: '../a.jpg', width: 1, height: 1},
        model: {src: '../m.glb', bytes: 9},
        content: {es: '../d.json'},
        actions: [{kind: 'link', href: '../e.html'}, {kind: 'link', href: 'mailto:a@b.example'}, {kind: 'lead'}],
        page: '../f.html',
      },
    );
  });

  it('adds nothing to a product that has none, and leaves the one that it was given', () => {
    const bare = {id: 'silla', title: 'Silla'} as unknown as Product;
    assert.deepEqual(
      moveAddresses(bare, () => 'x'),
      bare,
    );
    const before = structuredClone(product);
    moveAddresses(product, () => 'x');
    assert.deepEqual(product, before);
  });
});
