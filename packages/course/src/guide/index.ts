export {StepChangeEvent, StepCheckEvent} from './guide-events.js';
export {UgglaGuide} from './guide-element.js';
