import { z } from 'zod';
import { COLON, defineMessage, type MailLanguage, type Part, typed } from '#libs/notifications';

const place = z.strictObject({
  bodyName: z.string(),
  constituencyName: z.string(),
  count: z.int().positive(),
  /** The first in line. */
  nextName: z.string(),
});
type Place = z.output<typeof place>;

/** As many as somebody waits for, before the name of the first in line; said so in older messages, whose words stand. */
const PLACES_FREE: Readonly<Record<MailLanguage, (count: number) => string>> = {
  en: (count) => `${count} ${count === 1 ? 'place is' : 'places are'} free. Next on the reserve list:`,
  fr: (count) =>
    `${count} ${count === 1 ? 'place est libre' : 'places sont libres'}. Prochaine personne sur la liste de réserve :`,
};

/** How many of the reserve list can be invited, before the name of the first. */
const CAN_BE_INVITED: Readonly<Record<MailLanguage, (count: number) => string>> = {
  en: (count) =>
    count === 1
      ? 'the next person on the reserve list can be invited:'
      : `the next ${count} people on the reserve list can be invited, the first is`,
  fr: (count) =>
    count === 1
      ? 'la prochaine personne de la liste de réserve peut être invitée :'
      : `les ${count} prochaines personnes de la liste de réserve peuvent être invitées, la première est`,
};

/** To the approvers of the host: places are free that people on the reserve list wait for. */
export const placesFreed = defineMessage({
  kind: 'PLACES_FREED',
  title: { en: 'Places for the reserve list', fr: 'Places pour la liste de réserve' },
  when: {
    en: 'A place comes free that somebody on the reserve list waits for, where the host invites by hand',
    fr: 'Une place se libère qu’une personne de la liste de réserve attend, là où l’hôte invite à la main',
  },
  audience: 'HOST',
  params: z.strictObject({ conferenceName: z.string(), places: z.array(place).min(1) }),
  shows({ conferenceName, places }, language) {
    const total = places.reduce((sum, { count }) => sum + count, 0);
    return {
      conference: typed(conferenceName),
      one: total === 1,
      more: total !== 1,
      places: { list: places.map((one) => entryOf(one, PLACES_FREE, language)) },
      waiting: { list: places.map((one) => entryOf(one, CAN_BE_INVITED, language)) },
    };
  },
  texts: [
    {
      en: `
A place is free for the reserve list: ((conference))

Somebody on the reserve list waits for a place that is free:

- ((places))

Nobody is invited by itself. An approver of the host invites the next person from the inbox, with one press.

[Open the inbox]((link))
`,
      fr: `
Une place est libre pour la liste de réserve : ((conference))

Une personne de la liste de réserve attend une place qui est libre :

- ((places))

Personne n’est invité automatiquement. Un valideur de l’hôte invite la personne suivante depuis la boîte de réception, d’un seul geste.

[Ouvrir la boîte de réception]((link))
`,
    },
    // Counts who can be invited: more places may be free than somebody waits for.
    {
      en: `
A place is free for the reserve list: ((conference))

A place is free that the reserve list waits for:

- ((waiting))

Nobody is invited by itself. An approver of the host invites the next person from the inbox, with one press.

[Open the inbox]((link))
`,
      fr: `
Une place est libre pour la liste de réserve : ((conference))

Une place que la liste de réserve attend est libre :

- ((waiting))

Personne n’est invité automatiquement. Un valideur de l’hôte invite la personne suivante depuis la boîte de réception, d’un seul geste.

[Ouvrir la boîte de réception]((link))
`,
    },
    // Right for one person and for several.
    {
      en: `
((one??A place is free))((more??Places are free)) for the reserve list: ((conference))

((one??A place is free that the reserve list waits for:))((more??Places are free that the reserve list waits for:))

- ((waiting))

((one??Nobody is invited by itself. An approver of the host invites the next person from the inbox, with one press.))((more??Nobody is invited by itself. An approver of the host invites the next people from the inbox, with one press for each.))

[Open the inbox]((link))
`,
      fr: `
((one??Une place est libre))((more??Des places sont libres)) pour la liste de réserve : ((conference))

((one??Une place que la liste de réserve attend est libre :))((more??Des places que la liste de réserve attend sont libres :))

- ((waiting))

((one??Personne n’est invité automatiquement. Un valideur de l’hôte invite la personne suivante depuis la boîte de réception, d’un seul geste.))((more??Personne n’est invité automatiquement. Un valideur de l’hôte invite les personnes suivantes depuis la boîte de réception, d’un seul geste chacune.))

[Ouvrir la boîte de réception]((link))
`,
    },
    // An approver has in French the name that the pages use.
    {
      en: `
((one??A place is free))((more??Places are free)) for the reserve list: ((conference))

((one??A place is free that the reserve list waits for:))((more??Places are free that the reserve list waits for:))

- ((waiting))

((one??Nobody is invited by itself. An approver of the host invites the next person from the inbox, with one press.))((more??Nobody is invited by itself. An approver of the host invites the next people from the inbox, with one press for each.))

[Open the inbox]((link))
`,
      fr: `
((one??Une place est libre))((more??Des places sont libres)) pour la liste de réserve : ((conference))

((one??Une place que la liste de réserve attend est libre :))((more??Des places que la liste de réserve attend sont libres :))

- ((waiting))

((one??Personne n’est invité automatiquement. Un approbateur de l’hôte invite la personne suivante depuis la boîte de réception, d’un seul geste.))((more??Personne n’est invité automatiquement. Un approbateur de l’hôte invite les personnes suivantes depuis la boîte de réception, d’un seul geste chacune.))

[Ouvrir la boîte de réception]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    places: [{ bodyName: 'Sample Chamber', constituencyName: 'Business', count: 2, nextName: 'Otto Muster' }],
  },
});

function entryOf(
  { bodyName, constituencyName, count, nextName }: Place,
  said: typeof PLACES_FREE,
  language: MailLanguage,
): readonly Part[] {
  const words = `${COLON[language]} ${said[language](count)} `;
  return [typed(bodyName), ', ', typed(constituencyName), words, typed(nextName)];
}
