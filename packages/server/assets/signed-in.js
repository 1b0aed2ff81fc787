// Takes over what the server says of who signed in, and goes on to where they wanted.
import {keep} from './keep.js';

const main = document.querySelector('main');
const {answer, to} = main.dataset;
delete main.dataset.answer;
keep(JSON.parse(answer)).then(
  () => location.replace(to),
  () => {
    main.querySelector('[role="alert"]').hidden = false; // private browsing, or a browser that keeps nothing
  },
);
