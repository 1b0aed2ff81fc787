import {EventBase} from '@uggla/core/event-base.js';

/** Someone checked a step of a guide off, or took that back. */
export class StepCheckEvent extends EventBase {
  /** Id of the step. */
  readonly step: string;
  readonly isChecked: boolean;

  constructor(step: string, isChecked: boolean) {
    super('uggla-step-check');
    this.step = step;
    this.isChecked = isChecked;
  }
}

/** Someone opened another step of a guide. */
export class StepChangeEvent extends EventBase {
  /** Id of the step; empty when all are closed. */
  readonly step: string;

  constructor(step: string) {
    super('uggla-step-change');
    this.step = step;
  }
}
