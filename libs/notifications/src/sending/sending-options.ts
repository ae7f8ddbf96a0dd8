import { type Settings } from '#libs/platform';
import { type PaceOptions } from './relay-pace.js';
import { DELIVERY_POLICY, type DeliveryPolicy } from '../domain/delivery-policy.js';

/** How this process sends mail. Times in milliseconds. */
export class SendingOptions {
  constructor(
    readonly values: {
      readonly smtpUrl: string;
      /** Name and address, or the address alone. */
      readonly from: string;
      /** Origin under which people reach the conference. */
      readonly publicUrl: string;
      readonly oracleUrl: string | undefined;
      readonly requireTls?: boolean;
      readonly ca?: string | undefined;
      readonly ehloName?: string | undefined;
      readonly envelopeFrom?: string | undefined;
      readonly replyTo?: string | undefined;
      /** Connections to the mail server, with one message on its way on each. */
      readonly concurrency: number;
      /** Most messages that the mail server is given by this process. */
      readonly rate?: { readonly messages: number; readonly perMs: number } | undefined;
      /** How long a claim holds without a sign of life. */
      readonly leaseMs: number;
      /** For connecting, for the greeting, and for each answer of the mail server. */
      readonly timeoutMs: number;
      /** For one message in all, against a server that trickles. */
      readonly messageTimeoutMs: number;
      readonly policy: DeliveryPolicy;
      /** For tests: shorter pauses for a mail server that has had enough. */
      readonly pauses?: Pick<PaceOptions, 'firstPauseMs' | 'mostPauseMs'>;
    },
  ) {}

  static of(settings: Pick<Settings, 'smtp' | 'http' | 'queue'>): SendingOptions {
    return new SendingOptions({
      smtpUrl: settings.smtp.url,
      from: settings.smtp.from,
      publicUrl: settings.http.publicUrl,
      oracleUrl: settings.smtp.oracleUrl,
      requireTls: settings.smtp.requireTls,
      ca: settings.smtp.ca,
      ehloName: settings.smtp.ehloName,
      envelopeFrom: settings.smtp.envelopeFrom,
      replyTo: settings.smtp.replyTo,
      concurrency: settings.smtp.connections ?? settings.queue.concurrency,
      rate: settings.smtp.rate,
      leaseMs: settings.queue.lockMs,
      timeoutMs: 30_000,
      messageTimeoutMs: 60_000,
      policy: DELIVERY_POLICY,
    });
  }
}
