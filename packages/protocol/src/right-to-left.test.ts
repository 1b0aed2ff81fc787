import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {isRightToLeft} from './right-to-left.js';

describe('isRightToLeft', () => {
  it('goes by the script that a language is written in', () => {
    for (const tag of ['ar', 'ar_EG', 'he', 'fa-IR', 'az-Arab', 'ku-Arab']) assert.equal(isRightToLeft(tag), true, tag);
    for (const tag of ['es', 'en-GB', 'az', 'ar-Latn', '', 'no tag']) assert.equal(isRightToLeft(tag), false, tag);
  });
});
