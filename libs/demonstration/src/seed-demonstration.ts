import { NestFactory } from '@nestjs/core';
import { type Actor } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { OrganisationDirectory } from '#libs/organisations';
import { Database, openDataSource, OutboxBell, type Settings, UnitOfWork } from '#libs/platform';
import { findCast } from './cast.js';
import { DemonstrationModule } from './demonstration.module.js';
import { loadReference } from './load-reference.js';
import { LONDON_2011 } from './london-2011.js';
import { InvitationsPart } from './invitations-part.js';
import { nameFocalPoints } from './name-focal-points.js';
import { Nominate } from './nominate.js';
import { OrganisationsPart } from './organisations-part.js';

const SEED: Actor = { kind: 'system', task: 'demonstration' };
const COMPLETED = 'demonstration.loaded';
const IS_COMPLETE = `SELECT EXISTS (SELECT FROM audit.event e JOIN conference.conference c ON c.id = e.subject_id
  WHERE c.slug = $1 AND e.action = '${COMPLETED}') AS "isComplete"`;

type SeedSettings = Pick<Settings, 'database' | 'mode' | 'secret' | 'http'>;

/**
 * Loads the demonstration conference into a migrated database, once: London 2011 with its bodies and quotas, sample
 * people for each role, and nominations in many states. A loading that was cut off is completed by the next one.
 * @returns false where it was there already.
 */
export async function seedDemonstration(settings: SeedSettings): Promise<boolean> {
  return withWorkerDatabase(settings, async (database) => {
    const [found] = await database.read<{ isComplete: boolean }>(SEED, IS_COMPLETE, [LONDON_2011.slug]);
    if (found?.isComplete === true) return false;
    const unitOfWork = new UnitOfWork(database, new OutboxBell(database));
    await unitOfWork.run(SEED, loadReference);
    const conferenceId = await nominate(settings, database);
    await unitOfWork.run(SEED, async (tx) => {
      tx.audit({ conferenceId, action: COMPLETED, subjectType: 'conference', subjectId: conferenceId });
    });
    return true;
  });
}

/** @returns the id of the conference. */
async function nominate(settings: SeedSettings, database: Database): Promise<string> {
  const app = await NestFactory.createApplicationContext(DemonstrationModule.forSettings(settings), {
    abortOnError: false,
    logger: false,
  });
  try {
    const conference = await app.get(ConferenceReference).bySlug(LONDON_2011.slug);
    if (conference === undefined) throw new Error('The demonstration conference was not loaded');
    const cast = await findCast(database);
    const organisations = await app.get(OrganisationsPart).run(conference.id, cast);
    await app.get(InvitationsPart).run(conference.id, cast, organisations);
    const unitOfWork = new UnitOfWork(database, new OutboxBell(database));
    const directory = app.get(OrganisationDirectory, { strict: false });
    await unitOfWork.run(SEED, (tx) => nameFocalPoints(tx, directory, conference.id, organisations));
    await app.get(Nominate).run(conference, cast);
    return conference.id;
  } finally {
    await app.close();
  }
}

async function withWorkerDatabase<T>(
  { database }: Pick<Settings, 'database'>,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const source = openDataSource({ url: database.workerUrl, poolSize: 2, applicationName: 'plenary-seed' });
  await source.initialize();
  try {
    return await work(new Database(source));
  } finally {
    await source.destroy();
  }
}
