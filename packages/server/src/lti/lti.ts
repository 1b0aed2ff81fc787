import {createRemoteJWKSet, type JWTVerifyGetKey} from 'jose';
import type {Services} from '../services.js';
import type {Platform} from './platforms.js';
import {Scores} from './scores.js';
import {PlatformService} from './service.js';
import {Visits} from './visits.js';

/** What this server is as a tool of LMSs (LTI 1.3). */
export class Lti {
  readonly platforms: readonly Platform[];
  readonly visits: Visits;
  readonly service: PlatformService;
  readonly scores: Scores;
  readonly #keys = new Map<Platform, JWTVerifyGetKey>();

  constructor(
    platforms: readonly Platform[],
    services: Pick<Services, 'store' | 'campus' | 'server' | 'settings' | 'keys' | 'draining'>,
  ) {
    this.platforms = platforms;
    this.visits = new Visits(services.store.db);
    this.service = new PlatformService(services.keys.rsa, services.draining);
    this.scores = new Scores(platforms, this.service, services);
  }

  /** The keys of a platform: fetched for the first launch, and again when one comes that is not among them. */
  keysOf(platform: Platform): JWTVerifyGetKey {
    let keys = this.#keys.get(platform);
    if (!keys)
      this.#keys.set(platform, (keys = createRemoteJWKSet(new URL(platform.jwksUri), {timeoutDuration: 5000})));
    return keys;
  }
}
