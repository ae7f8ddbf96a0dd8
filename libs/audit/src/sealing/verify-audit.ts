import { Database, openDataSource, type Settings } from '#libs/platform';
import { type ChainHead } from '#libs/kernel';
import { type AuditVerdict, AuditVerifier } from './audit-verifier.js';

/** Checks the whole trail of an installation, for the command line; see AuditVerifier. */
export async function verifyAudit(
  { database }: Pick<Settings, 'database'>,
  kept?: ChainHead,
): Promise<AuditVerdict> {
  const source = openDataSource({ url: database.workerUrl, poolSize: 1, applicationName: 'plenary-verify' });
  await source.initialize();
  try {
    return await new AuditVerifier(new Database(source)).run(kept);
  } finally {
    await source.destroy();
  }
}
