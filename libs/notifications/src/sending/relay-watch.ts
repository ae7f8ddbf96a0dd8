import { type RelayLog } from './relay-log.js';
import { type MailTroubleReason } from '../domain/mail-trouble.js';
import { type SendOutcome } from './send-outcome.js';

interface Teller {
  error(text: string): void;
  warn(text: string): void;
  log(text: string): void;
}

interface WatchOptions {
  readonly teller: Teller;
  readonly log?: RelayLog | undefined;
  /** Tries the mail server without a message; undefined: it let us in. */
  readonly look: () => Promise<SendOutcome | undefined>;
  /** Until the first look after a failure; doubles with each up to `mostPauseMs`. */
  readonly firstPauseMs?: number;
  readonly mostPauseMs?: number;
}

const FIRST_PAUSE_MS = 5_000;
const MOST_PAUSE_MS = 5 * 60_000;
/** How often it is written down that the server takes mail. */
const TAKEN_EVERY_MS = 10_000;

/** Where a message was told so, only one that is answered shows that it is over: the server let us in all the while. */
const IS_SEEN_BY_MESSAGES: readonly MailTroubleReason[] = ['REFUSED', 'LIMIT'];

/**
 * Tells whoever runs the service that the mail server takes nothing from us, and why: once for each reason, and once when it
 * is over; in the log, and where console and health page read it. It finds out by itself, before any message has to.
 */
export class RelayWatch {
  private trouble:
    { readonly reason: MailTroubleReason; readonly error: string; readonly isOfMessage: boolean } | undefined;
  private isWrittenDown = false;
  private takenToldAt = -Infinity;
  private pauseMs: number;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private hasToldOfLimit = false;

  constructor(private readonly options: WatchOptions) {
    this.pauseMs = this.firstPauseMs;
  }

  /** Looks now, and again and again while it is in trouble. */
  async start(): Promise<void> {
    await this.look();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Of every message that was handed over, or could not be. */
  note(outcome: SendOutcome): void {
    if (outcome.kind === 'unreachable') {
      this.inTrouble(outcome.reason, outcome.error, true);
      this.lookLater();
      return;
    }
    // An answer that never came says nothing about the server; any other one came from it.
    if (outcome.kind === 'in-doubt') return;
    if (outcome.kind === 'busy') this.limited(outcome.error);
    else this.well(outcome.kind === 'accepted');
  }

  private get firstPauseMs(): number {
    return this.options.firstPauseMs ?? FIRST_PAUSE_MS;
  }

  private async look(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const outcome = await this.options.look();
    if (this.isStopped) return;
    if (outcome?.kind === 'unreachable') this.inTrouble(outcome.reason, outcome.error, false);
    else if (outcome === undefined && !this.isForMessages()) this.well(false);
    if (this.trouble !== undefined && !this.isForMessages()) this.lookLater();
  }

  private isForMessages(): boolean {
    const { trouble } = this;
    return trouble?.isOfMessage === true && IS_SEEN_BY_MESSAGES.includes(trouble.reason);
  }

  private lookLater(): void {
    if (this.timer !== undefined || this.isStopped) return;
    this.timer = setTimeout(() => void this.look(), this.pauseMs).unref();
    this.pauseMs = Math.min(this.pauseMs * 2, this.options.mostPauseMs ?? MOST_PAUSE_MS);
  }

  private inTrouble(reason: MailTroubleReason, error: string, isOfMessage: boolean): void {
    const isNew = this.trouble?.error !== error;
    if (isNew)
      this.options.teller.error(
        `Mail waits: ${error}. Look at SMTP_URL (address, user, password, certificate) and at the mail server; it goes out by itself once that is mended.`,
      );
    this.trouble = { reason, error, isOfMessage };
    if (isNew || !this.isWrittenDown) this.write((log) => log.trouble(reason, error));
  }

  /** It is no fault, and may go on for hours: told once, and shown as long as it lasts. */
  private limited(error: string): void {
    if (!this.hasToldOfLimit)
      this.options.teller.warn(
        `The mail server takes no more for the moment (${error}); mail goes out more slowly, and none of it is given up for that. SMTP_RATE and SMTP_CONNECTIONS keep below its limits.`,
      );
    this.hasToldOfLimit = true;
    if (this.trouble !== undefined) this.over();
    this.write((log) => log.trouble('LIMIT', error));
  }

  private well(hasTaken: boolean): void {
    const wasInTrouble = this.trouble !== undefined;
    if (wasInTrouble) this.over();
    const now = performance.now();
    const isToTell = hasTaken && now - this.takenToldAt > TAKEN_EVERY_MS;
    if (isToTell) this.takenToldAt = now;
    if (wasInTrouble || isToTell || !this.isWrittenDown) this.write((log) => log.well(hasTaken));
  }

  private over(): void {
    this.trouble = undefined;
    this.pauseMs = this.firstPauseMs;
    this.options.teller.log('The mail server takes mail again');
  }

  private write(entry: (log: RelayLog) => Promise<boolean>): void {
    const { log } = this.options;
    if (log === undefined) return;
    this.isWrittenDown = true;
    void entry(log).then((isWritten) => (this.isWrittenDown &&= isWritten));
  }
}
