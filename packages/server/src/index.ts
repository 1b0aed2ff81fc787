/**
 * `uggla serve` as a library: a published folder, records, progress, search and chat over HTTP.
 *
 * @module
 */
export {createApp, type App} from './app.js';
export {serve, type RunningServer, type ServeOptions} from './serve.js';
export type {Limits, ServerOptions} from './options.js';
export type {LtiPlatform} from './lti/platforms.js';
export {checkOptions, lookAtEngine} from './doctor/look-at-engine.js';
export {lookAtStore, type StoreLook} from './doctor/look-at-store.js';
export {backupStore} from './store/backup.js';
export {exportAudit, type AuditExport} from './audit/export-audit.js';
export {eraseIn, type Erasure, type ErasureOf} from './audit/erase.js';
export {verifyAudit, type AuditFlaw, type AuditReport} from './audit/verify-audit.js';
export {isCertificate, verifyCertificate, type CertificateReport} from './certificates/credential.js';
export type {Certificate} from './certificates/certificates.js';
export type {Acceptance, AuditDocument} from './audit/format.js';
export {enrolCsv, type EnrolReport} from './learning/enrol-csv.js';
export {rotateKeys} from './store/keys.js';
export {openPeople, type PeopleDesk} from './people/people-desk.js';
export type {Invitation} from './people/invitations.js';
export {readInvited} from './people/invite-csv.js';
export {openShares, type ShareDesk} from './shares/share-desk.js';
export type {ShareAnswer} from './shares/share-routes.js';
export type {Share, ShareState} from './shares/shares.js';
export type {ListedProduct, ProductChange, SeenProduct, StoredProduct} from './workshop/stored-product.js';
export type {Brought, NewProduct, PublishProblem, Texts, Workshop} from './workshop/workshop.js';
