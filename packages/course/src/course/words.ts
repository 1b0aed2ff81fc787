import type {LocalizeController} from '@uggla/core';
import type {en} from '../locales/en.js';

/** The course's words, numbers and dates. */
export type Words = LocalizeController<typeof en>;
