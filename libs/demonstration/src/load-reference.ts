import { addPerson, addStaff } from '#libs/access';
import { DEFAULT_APPROVAL_PLAN } from '#libs/approvals';
import { foundConference, type FoundedConference, type NewConference } from '#libs/conference';
import { allotFirstPlaces } from '#libs/places';
import { type Transaction } from '#libs/platform';
import { BODIES, CONSTITUENCIES, LONDON_2011, PRINCIPLES, QUOTAS, THEMES, WINDOWS } from './london-2011.js';
import { STAFF } from './staff.js';

const DAY_MS = 86_400_000;

/** Writes conference, bodies, quotas and staff; false when the conference was there already. One transaction: all or nothing. */
export async function loadReference(tx: Transaction): Promise<boolean> {
  const founded = await foundConference(tx, london2011(Date.now()), DEFAULT_APPROVAL_PLAN);
  if (founded === undefined) return false;
  for (const { body, constituency, places } of QUOTAS) {
    const place = {
      conferenceId: founded.id,
      bodyId: idOf(founded.bodies, body),
      constituencyId: idOf(founded.constituencies, constituency),
    };
    allotFirstPlaces(tx, place, places, 'Demonstration');
  }
  await loadStaff(tx, founded);
  return true;
}

/** The conference with its real dates, and windows that are open today. */
const london2011 = (now: number): NewConference => ({
  ...LONDON_2011,
  locales: [...LONDON_2011.locales],
  releasesAtOnce: false,
  freedPlaces: 'BY_HAND',
  placeTransfers: 'WITH_HOST',
  responseHours: 336,
  bodies: [...BODIES],
  constituencies: [...CONSTITUENCIES],
  themes: [...THEMES],
  principles: [...PRINCIPLES],
  windows: WINDOWS.map(({ kind, daysBefore, daysAfter }) => ({
    kind,
    opensAt: new Date(now - daysBefore * DAY_MS),
    closesAt: new Date(now + daysAfter * DAY_MS),
  })),
  countries: [],
});

async function loadStaff(tx: Transaction, { id, bodies }: FoundedConference): Promise<void> {
  for (const person of STAFF) {
    // There is no organisation yet for which somebody could answer.
    if (person.role === 'FOCAL_POINT') {
      await addPerson(tx, { ...person, isSample: true });
      continue;
    }
    const bodyId = 'body' in person ? idOf(bodies, person.body) : null;
    await addStaff(tx, id, { ...person, bodyId, isSample: true });
  }
}

function idOf(ids: ReadonlyMap<string, string>, code: string): string {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`Nothing of London 2011 has the code ${code}`);
  return id;
}
