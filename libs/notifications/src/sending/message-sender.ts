import { setMaxListeners } from 'node:events';
import { Logger } from '@nestjs/common';
import { isEmailAddress } from '#libs/kernel';
import { MOST_DOUBTS, waitMs } from '../domain/delivery-policy.js';
import { type Message, messageOf } from '../define-message.js';
import { type LinkSources } from '../link-sources.js';
import { type MailFiles } from '../mail-files.js';
import { MailTransport } from './mail-transport.js';
import { type Claim, type Mark, type MessageLedger } from './message-ledger.js';
import { messageIdOf, outgoingMail } from './outgoing-mail.js';
import { type RelayLog } from './relay-log.js';
import { RelayOracle } from './relay-oracle.js';
import { RelayPace, type Turn } from './relay-pace.js';
import { RelayWatch } from './relay-watch.js';
import { type SendOutcome } from './send-outcome.js';
import { type MailSender, senderAddress } from './sender-address.js';
import { type SendingOptions } from './sending-options.js';
import { Slots } from './slots.js';

/** A message that is due later than this has a job of its own then. */
const MOST_WAIT_MS = 10_000;
/** What was put off comes back within so many milliseconds after its time: before it goes who waits at a screen. */
const SPREAD_MS = 3_000;
/** A worker of a newer version may come soon, or the sender was one that is gone. */
const UNKNOWN_WAIT_MS = 60_000;

/** What one try came to: nothing is left to do here, or it is to be looked at again, or it has to be written down. */
type Attempt =
  | { readonly kind: 'over' }
  | { readonly kind: 'later'; readonly pauseMs: number }
  | { readonly kind: 'made'; readonly claim: Claim; readonly mark: Mark };

/** Sends messages, each at most once at a time among all processes, and writes down what became of it. */
export class MessageSender {
  private readonly connections: Slots;
  private readonly pace: RelayPace;
  private readonly sender: MailSender;
  private readonly transport: MailTransport;
  private readonly oracle: RelayOracle | undefined;
  private readonly watch: RelayWatch;

  constructor(
    private readonly ledger: MessageLedger,
    private readonly made: { readonly links: LinkSources; readonly files: MailFiles },
    private readonly options: SendingOptions['values'],
    log?: RelayLog,
  ) {
    const { envelopeFrom, replyTo } = options;
    this.sender = { ...senderAddress(options.from), envelopeFrom, replyTo };
    this.pace = new RelayPace({ connections: options.concurrency, rate: options.rate, ...options.pauses });
    this.connections = new Slots(() => this.pace.width);
    this.oracle = options.oracleUrl === undefined ? undefined : new RelayOracle(options.oracleUrl);
    this.transport = new MailTransport({ ...options, url: options.smtpUrl, from: this.sender });
    this.watch = new RelayWatch({ teller: new Logger('Mail'), log, look: () => this.transport.look() });
  }

  /** Tries the mail server before any message has to; what is wrong is told, and looked at again and again. */
  watchRelay(): Promise<void> {
    return this.watch.start();
  }

  /** Returns when each of them has ended or has a job for later. @throws when told to stop before that. */
  async send(ids: readonly string[], signal: AbortSignal): Promise<void> {
    // As many may wait as a job carries.
    setMaxListeners(0, signal);
    const settled = await Promise.allSettled(ids.map((id) => this.sendOne(id, signal)));
    const failed = settled.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  close(): void {
    this.watch.stop();
    this.ledger.close();
    this.transport.close();
  }

  private async sendOne(id: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      // Claimed with a connection at hand, so that of messages that have not left a crash leaves no more in doubt than there
      // are connections. The connection goes on to the next one while it is written down what became of this.
      const attempt = await this.connections.run(async () => {
        signal.throwIfAborted();
        const turn = this.pace.take(MOST_WAIT_MS);
        if (turn.waitMs === 0) return this.attempt(id);
        // A turn within reach is ours; the slot is kept for it.
        if (turn.isTaken) {
          await pause(turn.waitMs, signal);
          return this.attempt(id);
        }
        return turn.waitMs <= MOST_WAIT_MS
          ? ({ kind: 'later', pauseMs: turn.waitMs } as const)
          : this.attempt(id, turn);
      });
      if (attempt.kind === 'over') return;
      if (attempt.kind === 'made') {
        await this.ledger.mark(attempt.claim, attempt.mark);
        return;
      }
      await pause(attempt.pauseMs, signal);
    }
  }

  /** One try at one message; `later`: none, it is only put off. */
  private async attempt(id: string, later?: Turn): Promise<Attempt> {
    const answer = await this.ledger.claim(id);
    if (answer.kind === 'ended') return { kind: 'over' };
    if (answer.kind === 'wait') {
      // Whoever deferred it has promised a job for it; another sender's lease is short.
      return answer.state !== 'SENDING' && answer.waitMs > MOST_WAIT_MS
        ? { kind: 'over' }
        : { kind: 'later', pauseMs: answer.waitMs };
    }
    const { claim } = answer;
    if (later !== undefined) return { kind: 'made', claim, mark: this.putOff(claim, later, claim.isInDoubt) };
    const message = messageOf(claim.kind);
    if (message === undefined) return { kind: 'made', claim, mark: ofUnknownKind(claim) };
    try {
      return { kind: 'made', claim, mark: await this.handOver(claim, message) };
    } catch (error) {
      // A fault of ours (a wording, a link): the same tomorrow, so a person has to see it now.
      const mark: Mark = {
        outcome: 'FAILED',
        error: error instanceof Error ? `The message could not be written (${error.name})` : 'Fault',
        isInDoubt: claim.isInDoubt,
        hasReached: false,
      };
      return { kind: 'made', claim, mark };
    }
  }

  private async handOver(claim: Claim, message: Message): Promise<Mark> {
    if (claim.isInDoubt) {
      const settled = await this.settleDoubt(claim, message);
      if (settled !== undefined) return settled;
    }
    if (!isEmailAddress(claim.email)) {
      return { outcome: 'REFUSED', error: 'This is not an address', isInDoubt: false, hasReached: false };
    }
    const mail = await outgoingMail(claim, message, {
      ...this.made,
      publicUrl: this.options.publicUrl,
      sender: this.sender,
    });
    if (!this.ledger.isSurelyOurs(claim)) {
      return this.deferral(
        claim,
        { kind: 'unreachable', reason: 'UNREACHABLE', error: 'This process was held up' },
        claim.isInDoubt,
      );
    }
    const found = await this.transport.send(mail);
    if (found.kind === 'busy') this.pace.hadEnough(found.error);
    const outcome = this.explained(found);
    this.watch.note(outcome);
    if (outcome.kind === 'accepted') this.pace.took();
    return this.markFor(claim, outcome);
  }

  /** A server that has had enough closes other connections as well: that is no other trouble. */
  private explained(outcome: SendOutcome): SendOutcome {
    const { pauseReason } = this.pace;
    if (outcome.kind !== 'unreachable' || outcome.reason !== 'UNREACHABLE' || pauseReason === undefined)
      return outcome;
    return { kind: 'busy', error: pauseReason };
  }

  /** An earlier attempt may have arrived. Answers undefined when the message may be sent (again). */
  private async settleDoubt(claim: Claim, { whenInDoubt }: Message): Promise<Mark | undefined> {
    if (this.oracle === undefined) {
      if (whenInDoubt !== 'HOLD') return undefined;
      return { outcome: 'HELD', error: 'It may have arrived already', isInDoubt: true, hasReached: false };
    }
    const answer = await this.oracle.ask(messageIdOf(claim.id, this.sender));
    if (answer === 'known') return { outcome: 'SENT', isInDoubt: false, hasReached: false };
    if (answer === 'unknown') return undefined;
    const error = 'It may have arrived; the mail server could not be asked';
    return { ...this.deferral(claim, { kind: 'in-doubt', error }, true), hasReached: false };
  }

  private markFor(claim: Claim, outcome: SendOutcome): Mark {
    // Nobody could be asked, and this attempt says nothing about the one before.
    const isOldDoubt = claim.isInDoubt && this.oracle === undefined;
    switch (outcome.kind) {
      case 'accepted':
        return { outcome: 'SENT', isInDoubt: false, hasReached: true };
      case 'refused':
        return { outcome: 'REFUSED', error: outcome.error, isInDoubt: false, hasReached: true };
      case 'busy':
        return this.putOff(claim, this.pace.take(0), isOldDoubt, outcome.error);
      case 'deferred':
      case 'unreachable':
        return this.deferral(claim, outcome, isOldDoubt);
      case 'in-doubt':
        return { ...this.whileInDoubt(claim, outcome), isUnanswered: true };
    }
  }

  /** Where nobody can be asked, whoever gets it has it twice by now: from here on a person decides. */
  private whileInDoubt(claim: Claim, outcome: Extract<SendOutcome, { kind: 'in-doubt' }>): Mark {
    if (this.oracle !== undefined || claim.doubts + 1 < MOST_DOUBTS)
      return this.deferral(claim, outcome, true);
    return { outcome: 'HELD', error: outcome.error, isInDoubt: true, hasReached: true };
  }

  /**
   * It waits because all mail has to, and has used up no try and no patience. Only a server that has had enough of us for as
   * long as one may be away, and took nothing in all that time, is given up like that one.
   */
  private putOff(claim: Claim, turn: Turn, isInDoubt: boolean, error: string | undefined = turn.error): Mark {
    const isHurried = messageOf(claim.kind)?.isAwaited === true;
    return {
      outcome: 'DEFERRED',
      waitMs: isHurried ? this.pace.untilNextTurnMs() : turn.waitMs + SPREAD_MS * (0.5 + Math.random() / 2),
      ...(error === undefined ? {} : { error, patienceMs: this.options.policy.unreachable.giveUpMs }),
      isInDoubt,
      hasReached: false,
      isPutOff: true,
    };
  }

  private deferral(
    claim: Claim,
    outcome: Extract<SendOutcome, { kind: 'deferred' | 'unreachable' | 'in-doubt' }>,
    isInDoubt: boolean,
  ): Mark {
    const { policy } = this.options;
    const patience =
      outcome.kind === 'deferred'
        ? policy.deferred
        : outcome.kind === 'unreachable'
          ? policy.unreachable
          : policy.inDoubt;
    return {
      outcome: 'DEFERRED',
      error: outcome.error,
      waitMs: waitMs(patience, claim.deferrals + 1),
      patienceMs: patience.giveUpMs,
      isInDoubt,
      hasReached: outcome.kind !== 'unreachable',
    };
  }
}

/** Another version of Plenary wrote it, and a worker of that version sends it: however long that takes, it has not failed. */
const ofUnknownKind = ({ kind, isInDoubt }: Claim): Mark => ({
  outcome: 'DEFERRED',
  error: `This version of Plenary knows no message of the kind ${kind}`,
  waitMs: UNKNOWN_WAIT_MS,
  isInDoubt,
  hasReached: false,
  isPutOff: true,
});

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((next, stopped) => {
    const stop = () => {
      clearTimeout(timer);
      stopped(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      next();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}
