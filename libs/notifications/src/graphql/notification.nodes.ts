import { Injectable } from '@nestjs/common';
import { conferencesWithRole } from '#libs/kernel';
import { asActor, byParts, Nodes } from '#libs/platform';
import { MailHealth } from '../queries/mail-health.js';
import { MessageCatalogue } from '../queries/message-catalogue.js';
import { MessageLog } from '../queries/message-log.js';

/** What `node` finds of messages. */
@Injectable()
export class NotificationNodes {
  constructor(nodes: Nodes, log: MessageLog, health: MailHealth, catalogue: MessageCatalogue) {
    nodes.register(
      { type: 'Message', read: asActor(log.byIds) },
      {
        type: 'MailTrouble',
        isComposite: true,
        read: byParts(1, ({ actor }, [conferenceId = '']) => health.trouble(actor, conferenceId)),
      },
      {
        type: 'CataloguedMessage',
        isComposite: true,
        read: byParts(1, async ({ actor }, [kind]) =>
          conferencesWithRole(actor, 'HOST_ADMINISTRATOR', 'HOST_OFFICER').length > 0
            ? catalogue.list().find((message) => message.kind === kind)
            : undefined,
        ),
      },
    );
  }
}
