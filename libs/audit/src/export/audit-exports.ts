import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ExportLists } from '#libs/export';
import { SealedTrail } from '../queries/sealed-trail.js';
import { SEALED_COLUMNS } from './sealed-columns.js';

/** The chain is checked whole: nothing of it is filtered or sorted. */
const whole = z.object({
  filter: z.null('The file has all entries: leave the filter away.').optional(),
  orderBy: z.null('The file is in the order of the chain: leave the order away.').optional(),
});

/** The trail as a file: with its hashes, for auditors to check it elsewhere. */
@Injectable()
export class AuditExports {
  constructor(exports: ExportLists, sealed: SealedTrail) {
    exports.register({
      name: 'sealedTrail',
      words: { en: 'Audit log with hashes', fr: 'Journal d’audit avec empreintes' },
      isHostOnly: true,
      columns: SEALED_COLUMNS,
      asked: whole,
      page: (actor, { conferenceId, after, size }) => sealed.read(actor, conferenceId, { after, size }),
    });
  }
}
