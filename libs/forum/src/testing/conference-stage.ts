import pg from 'pg';
import { newId } from '#libs/kernel';
import { type Settings } from '#libs/platform';
import { testDatabase, testSettings } from '#libs/testing';

const ADD_CONFERENCE = `INSERT INTO conference.conference (id, slug, name, venue, city, starts_on, ends_on, time_zone, capacity, locales, approval_plan)
  VALUES ($1, 'open', 'Open Networks', 'Hall', 'London', '2027-11-01', '2027-11-02', 'Europe/London', 100, '{en,fr}', '{}')`;

/** A database of its own with one conference, `open`, for conversations that come into it. */
export interface ConferenceStage {
  readonly settings: Settings;
  /** Sees everything, behind all walls. */
  readonly admin: pg.Client;
  readonly conferenceId: string;
  close(): Promise<void>;
}

export async function conferenceStage(): Promise<ConferenceStage> {
  const server = await testDatabase();
  const admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  const conferenceId = newId();
  await admin.query(ADD_CONFERENCE, [conferenceId]);
  return {
    settings: await testSettings(server),
    admin,
    conferenceId,
    close: async () => {
      await admin.end();
      await server.drop();
    },
  };
}
