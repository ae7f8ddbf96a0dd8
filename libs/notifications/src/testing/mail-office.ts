import { type Actor, newId } from '#libs/kernel';
import { Commands, Database, openDataSource, OutboxBell, UnitOfWork } from '#libs/platform';
import { DELIVERY_POLICY, type DeliveryPolicy } from '../domain/delivery-policy.js';
import { LinkSources } from '../link-sources.js';
import { MailFiles } from '../mail-files.js';
import { type NewMessage } from '../new-message.js';
import { Notifications } from '../notifications.facade.js';
import { MessageLedger } from '../sending/message-ledger.js';
import { MessageSender } from '../sending/message-sender.js';
import { DatabaseRelayLog } from '../sending/relay-log.js';
import { SendingOptions } from '../sending/sending-options.js';
import { sampleContent, sampleMessage } from './sample-messages.js';

export const SYSTEM: Actor = { kind: 'system', task: 'test' };

export interface OfficeOptions {
  readonly workerUrl: string;
  readonly smtpUrl: string;
  readonly oracleUrl?: string;
  readonly concurrency?: number;
  readonly leaseMs?: number;
  readonly timeoutMs?: number;
  readonly messageTimeoutMs?: number;
  readonly policy?: Partial<DeliveryPolicy>;
  /** More of how the mail server is spoken to. */
  readonly sending?: Partial<SendingOptions['values']>;
}

export interface StoredMessage extends Record<string, unknown> {
  id: string;
  state: string;
  attempts: number;
  deferrals: number;
  doubts: number;
  last_error: string | null;
  is_in_doubt: boolean;
  next_attempt_at: Date | null;
  sent_at: Date | null;
}

/** Composes and sends on a test database as the worker does, without a queue: `work` does what the jobs promise. */
export class MailOffice {
  readonly conferenceId = newId();
  readonly bodyId = newId();
  readonly notifications = new Notifications();

  private constructor(
    readonly database: Database,
    readonly unitOfWork: UnitOfWork,
    readonly commands: Commands,
    readonly sender: MessageSender,
  ) {}

  static async open(options: OfficeOptions): Promise<MailOffice> {
    const url = options.workerUrl;
    const source = await openDataSource({ url, poolSize: 8, applicationName: 'mail-office' }).initialize();
    const database = new Database(source);
    const unitOfWork = new UnitOfWork(database, new OutboxBell(database));
    const { values } = new SendingOptions({
      smtpUrl: options.smtpUrl,
      from: 'Conference Office <office@conference.example>',
      publicUrl: 'https://conference.example',
      oracleUrl: options.oracleUrl,
      concurrency: options.concurrency ?? 5,
      leaseMs: options.leaseMs ?? 2_000,
      timeoutMs: options.timeoutMs ?? 2_000,
      messageTimeoutMs: options.messageTimeoutMs ?? 10_000,
      policy: { ...DELIVERY_POLICY, ...options.policy },
      ...options.sending,
    });
    const ledger = new MessageLedger(database, unitOfWork, values.leaseMs);
    const sender = new MessageSender(
      ledger,
      { links: sampleLinks(), files: new MailFiles() },
      values,
      new DatabaseRelayLog(database),
    );
    return new MailOffice(database, unitOfWork, new Commands(database, unitOfWork), sender);
  }

  /** Composes `count` messages of a kind to recipient-N@example.org; answers their ids. */
  async compose(kind: string, count = 1, more: Partial<NewMessage> = {}): Promise<readonly string[]> {
    const drafts = Array.from({ length: count }, (_, index): NewMessage => ({
      content: sampleContent(kind),
      subject: { type: 'invitation', id: newId(), version: 1 },
      recipient: { name: `Recipient ${index}`, email: `recipient-${index}@example.org`, language: 'en' },
      conferenceId: this.conferenceId,
      bodyId: this.bodyId,
      ...more,
    }));
    return this.unitOfWork.run(SYSTEM, (tx) => this.notifications.compose(tx, drafts));
  }

  send(ids: readonly string[]): Promise<void> {
    return this.sender.send(ids, new AbortController().signal);
  }

  /** Ids that jobs have promised to send, with the time from which they may; in the order of the promises. */
  async promised(): Promise<{ ids: string[]; runAt: Date }[]> {
    const rows = await this.sql<{ payload: { messageIds: string[] }; run_at: Date }>(
      `SELECT payload, run_at FROM platform.outbox WHERE queue = 'mail' ORDER BY id`,
    );
    return rows.map((row) => ({ ids: row.payload.messageIds, runAt: row.run_at }));
  }

  async message(id: string): Promise<StoredMessage> {
    const [row] = await this.sql<StoredMessage>('SELECT * FROM notifications.message WHERE id = $1', [id]);
    if (row === undefined) throw new Error(`No message ${id}`);
    return row;
  }

  /** How many messages are in each state. */
  async states(): Promise<Record<string, number>> {
    const rows = await this.sql<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM notifications.message GROUP BY state',
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  sql<Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.unitOfWork.run(SYSTEM, (tx) => tx.query<Row>(text, values));
  }

  async close(): Promise<void> {
    this.sender.close();
    await this.database.source.destroy();
  }
}

const SAMPLE_LINKS = { SIGN_IN_LINK: '/sign-in/link', PERSONAL_INVITATION: '/invitation' };

/** Links as their owners would make them; the token is long enough and plainly a sample. */
export function sampleLinks(): LinkSources {
  const links = new LinkSources();
  for (const [kind, page] of Object.entries(SAMPLE_LINKS))
    links.register(sampleMessage(kind), ({ id }) => `${page}#sample-token-of-${id}`);
  return links;
}
