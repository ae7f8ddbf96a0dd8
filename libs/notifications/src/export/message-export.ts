import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ExportLists } from '#libs/export';
import { MESSAGE_STATES } from '../domain/message.js';
import { MessageLog } from '../queries/message-log.js';
import { MESSAGE_COLUMNS_OF_EXPORT } from './message-columns.js';

/** As `MessageFilter` of the API. */
const asked = z.object({
  filter: z
    .strictObject({
      states: z.array(z.enum(MESSAGE_STATES)).nullish(),
      kinds: z.array(z.string().max(100)).max(200).nullish(),
      nominationId: z.string().nullish(),
      search: z.string().nullish(),
    })
    .nullish(),
  orderBy: z.null('The list has one order: leave this away.').optional(),
});

/** The list of messages as a file: the rows of the query `messages`, as far as the caller sees them. */
@Injectable()
export class MessageExport {
  constructor(exports: ExportLists, messages: MessageLog) {
    exports.register({
      name: 'messages',
      words: { en: 'Messages', fr: 'Messages' },
      columns: MESSAGE_COLUMNS_OF_EXPORT,
      asked,
      page: (actor, { conferenceId, asked: { filter }, after: cursor, size }) =>
        messages.read(actor, { conferenceId, filter: filter ?? null }, { size, cursor, isBackward: false }),
    });
  }
}
