import { type Settings } from '#libs/platform';
import { type OwnNetworks } from '../domain/webhook-address.js';
import { type PostOptions } from './post.js';

/** In milliseconds. */
export interface SendingTimes {
  /** How often everything is looked at when nobody has stirred. */
  readonly pollMs: number;
  /** How long a claim of a delivery holds; longer than an attempt may take. */
  readonly leaseMs: number;
}

interface Values {
  readonly ownNetworks: OwnNetworks;
  readonly times?: SendingTimes;
  /** For tests: how names are looked up, and how long an attempt may take. */
  readonly post?: Omit<PostOptions, 'own'>;
}

/** What webhooks are told by the settings. */
export class WebhookOptions {
  constructor(readonly values: Values) {}

  static of({ webhooks }: Pick<Settings, 'webhooks'>): WebhookOptions {
    return new WebhookOptions({ ownNetworks: webhooks?.ownNetworks ?? [] });
  }
}
