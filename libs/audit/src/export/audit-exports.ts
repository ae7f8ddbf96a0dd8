import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ExportLists, NO_QUESTION } from '#libs/export';
import { AuditTrail } from '../queries/audit-trail.js';
import { SealedTrail } from '../queries/sealed-trail.js';
import { SEALED_COLUMNS } from './sealed-columns.js';
import { TRAIL_COLUMNS } from './trail-columns.js';

const texts = z.array(z.string().max(400)).max(1_000).nullish();

/** As `AuditEventFilter` and `AuditEventOrder` of the API. */
const asked = z.object({
  filter: z
    .strictObject({
      subjectId: z.string().nullish(),
      actions: texts,
      bodyIds: texts,
      search: z.string().nullish(),
    })
    .nullish(),
  orderBy: z.enum(['NEWEST', 'RECORDED']).nullish(),
});

/** The trail as files: as people read it, and with its hashes, for auditors to check it elsewhere. */
@Injectable()
export class AuditExports {
  constructor(exports: ExportLists, trail: AuditTrail, sealed: SealedTrail) {
    exports.register({
      name: 'auditEvents',
      words: { en: 'Audit log', fr: 'Journal d’audit' },
      columns: TRAIL_COLUMNS,
      asked,
      page: (actor, { conferenceId, asked: { filter, orderBy }, after: cursor, size }) =>
        trail.read(
          actor,
          conferenceId,
          { filter: filter ?? null, order: orderBy ?? 'NEWEST' },
          { size, cursor, isBackward: false },
        ),
    });
    exports.register({
      name: 'sealedTrail',
      words: { en: 'Audit log with hashes', fr: 'Journal d’audit avec empreintes' },
      isHostOnly: true,
      columns: SEALED_COLUMNS,
      // The chain is checked whole.
      asked: NO_QUESTION,
      page: (actor, { conferenceId, after, size }) => sealed.read(actor, conferenceId, { after, size }),
    });
  }
}
