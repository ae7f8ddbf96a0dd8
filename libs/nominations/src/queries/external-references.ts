import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ReferencesOfSubjects } from '#libs/audit';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';

const BY_IDS = `SELECT id, external_reference AS "reference" FROM nominations.nomination
  WHERE id = ANY ($1::uuid[]) AND external_reference IS NOT NULL`;

/** Tells whoever passes changes on which key a nomination has in its body's own system. */
@Injectable()
export class ExternalReferences implements OnModuleInit {
  constructor(private readonly references: ReferencesOfSubjects) {}

  onModuleInit(): void {
    this.references.register(NOMINATION_SUBJECT, async (tx, ids) => {
      const rows = await tx.query<{ id: string; reference: string }>(BY_IDS, [ids]);
      return new Map(rows.map(({ id, reference }) => [id, reference]));
    });
  }
}
