import {define} from '@uggla/core/define.js';
import {UgglaCourse} from './course/course-element.js';
import {UgglaGuide} from './guide/index.js';

define('uggla-course', UgglaCourse);
define('uggla-guide', UgglaGuide);

declare global {
  interface HTMLElementTagNameMap {
    'uggla-course': UgglaCourse;
    'uggla-guide': UgglaGuide;
  }
}
