import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type z } from 'zod';
import { Database, type JobContext, JobHandler, SignOfLife, UnitOfWork } from '#libs/platform';
import { sendMessages } from '../message.jobs.js';
import { LinkSources } from '../link-sources.js';
import { MailFiles } from '../mail-files.js';
import { FAIL_MESSAGES } from '../persistence/message.statements.js';
import { MessageLedger } from '../sending/message-ledger.js';
import { MessageSender } from '../sending/message-sender.js';
import { DatabaseRelayLog } from '../sending/relay-log.js';
import { SendingOptions } from '../sending/sending-options.js';

type Payload = z.output<typeof sendMessages.payload>;

/** Sends what waits. Safe to run twice: each message is claimed in its own row, whatever the queue says. */
@Injectable()
export class SendMessages
  extends JobHandler<Payload>
  implements OnApplicationBootstrap, OnApplicationShutdown
{
  readonly job = sendMessages;
  private readonly sender: MessageSender;

  constructor(
    private readonly database: Database,
    unitOfWork: UnitOfWork,
    private readonly links: LinkSources,
    private readonly files: MailFiles,
    { values }: SendingOptions,
    life: SignOfLife,
  ) {
    super();
    const ledger = new MessageLedger(database, unitOfWork, values.leaseMs, life);
    this.sender = new MessageSender(ledger, { links, files }, values, new DatabaseRelayLog(database));
  }

  onApplicationBootstrap(): void {
    this.links.requireAll();
    this.files.requireAll();
    // Beside the start: a mail server that is away keeps nothing else from its work.
    void this.sender.watchRelay();
  }

  onApplicationShutdown(): void {
    this.sender.close();
  }

  handle({ messageIds }: Payload, { signal }: JobContext): Promise<void> {
    return this.sender.send(messageIds, signal);
  }

  /** A fault of ours kept the job from its work: its messages become visible as failed, or held if they may have left. */
  override async onFinalFailure({ messageIds }: Payload): Promise<void> {
    await this.database.run({
      text: FAIL_MESSAGES,
      values: [messageIds, 'The service could not work on this message'],
    });
  }
}
