import { type SendOutcome } from './send-outcome.js';

interface Teller {
  error(text: string): void;
  log(text: string): void;
}

/**
 * Tells whoever runs the service that the mail server takes nothing from us, and why: once for each reason, with the first
 * message that it happens to, and once when it is over. A message by itself only waits, for a day, and says so to officers.
 */
export class RelayWatch {
  private trouble: string | undefined;

  constructor(private readonly teller: Teller) {}

  /** Of every message that was handed over, or could not be. */
  note(outcome: SendOutcome): void {
    if (outcome.kind === 'unreachable') {
      if (outcome.error !== this.trouble)
        this.teller.error(
          `Mail waits: ${outcome.error}. Look at SMTP_URL (address, user, password, certificate) and at the mail server; it goes out by itself once that is mended.`,
        );
      this.trouble = outcome.error;
      return;
    }
    // An answer that never came says nothing about the server; any other one came from it.
    if (outcome.kind === 'in-doubt' || this.trouble === undefined) return;
    this.trouble = undefined;
    this.teller.log('The mail server takes mail again');
  }
}
