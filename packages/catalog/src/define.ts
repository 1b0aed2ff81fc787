import {define} from '@uggla/core/define.js';
import {UgglaCampus} from './campus/campus-element.js';
import {UgglaPortfolio} from './portfolio/portfolio-element.js';

define('uggla-campus', UgglaCampus);
define('uggla-portfolio', UgglaPortfolio);

declare global {
  interface HTMLElementTagNameMap {
    'uggla-campus': UgglaCampus;
    'uggla-portfolio': UgglaPortfolio;
  }
}
