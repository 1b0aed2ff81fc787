import '../../families.js';
import '@uggla/catalog/define.js';

export {registerFrame} from '@uggla/core/frame.js';
