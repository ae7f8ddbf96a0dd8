import { type Actor } from '#libs/kernel';
import { addStaff, roleGranted } from '#libs/access';
import { foundConference } from '#libs/conference';
import { allotFirstPlaces } from '#libs/places';
import { Notifications } from '#libs/notifications';
import {
  Database,
  openDataSource,
  OutboxBell,
  type Settings,
  type Transaction,
  UnitOfWork,
} from '#libs/platform';
import { type ConferenceFile } from './conference-file.js';

const COMMAND_LINE: Actor = { kind: 'system', task: 'create-conference' };

/**
 * Writes a conference with its first administrator, who hears by mail where to sign in. All in one transaction.
 * @returns false where there is one with this slug already; nothing is changed then.
 */
export async function createConference(
  { database }: Pick<Settings, 'database'>,
  file: ConferenceFile,
): Promise<boolean> {
  const source = openDataSource({ url: database.workerUrl, poolSize: 1, applicationName: 'plenary-command' });
  await source.initialize();
  try {
    const connection = new Database(source);
    const unitOfWork = new UnitOfWork(connection, new OutboxBell(connection));
    return await unitOfWork.run(COMMAND_LINE, (tx) => write(tx, file));
  } finally {
    await source.destroy();
  }
}

async function write(tx: Transaction, file: ConferenceFile): Promise<boolean> {
  const { approvalPlan, places, administrator: _administrator, ...conference } = file;
  const founded = await foundConference(tx, conference, approvalPlan);
  if (founded === undefined) return false;
  for (const { body, constituency, places: count } of places) {
    const [bodyId, constituencyId] = [founded.bodies.get(body), founded.constituencies.get(constituency)];
    if (bodyId === undefined || constituencyId === undefined)
      throw new Error('A place of the file lost its body or constituency');
    allotFirstPlaces(tx, { conferenceId: founded.id, bodyId, constituencyId }, count, 'From the file');
  }
  await inviteAdministrator(tx, founded.id, file);
  tx.audit({
    conferenceId: founded.id,
    action: 'conference.created',
    subjectType: 'conference',
    subjectId: founded.id,
  });
  return true;
}

async function inviteAdministrator(
  tx: Transaction,
  conferenceId: string,
  { administrator, name }: ConferenceFile,
): Promise<void> {
  const role = 'HOST_ADMINISTRATOR';
  const { grantId } = await addStaff(tx, conferenceId, {
    ...administrator,
    role,
    bodyId: null,
    isSample: false,
  });
  await new Notifications().compose(tx, [
    {
      content: roleGranted.with({ conferenceName: name, role, bodyName: null }),
      conferenceId,
      bodyId: null,
      subject: { type: 'grant', id: grantId, version: 1 },
      recipient: administrator,
    },
  ]);
}
