import '@uggla/elements/define.js';
import {createApp} from 'vue';
import {App} from './app.js';
import './main.css';

const app = createApp(App);
// Tags that begin so are not components: Vue leaves them to the browser.
app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('uggla-');
app.mount('#root');
