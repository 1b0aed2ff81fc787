import type {Statement} from '@uggla/protocol';
import {agentKey} from '../records/agent.js';

/** An enrolment is a record like any other: this verb, about the course. Who is no longer enrolled has it taken back. */
export const registered = {
  id: 'http://adlnet.gov/expapi/verbs/registered',
  display: {en: 'was enrolled in', es: 'quedó inscrito en'},
};

/** Whether somebody else vouches for it: nobody enrols themselves by recording that they are. */
export function isEnrolment({actor, verb, authority}: Statement): boolean {
  return verb.id === registered.id && authority !== undefined && agentKey(authority) !== agentKey(actor);
}
