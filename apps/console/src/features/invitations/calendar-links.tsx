import { Button } from '../../ui/button';
import { useText } from '../../i18n/use-text';
import type { PersonalInvitation } from './operations';

type Occasion = PersonalInvitation['conference'];

/** The day after, as calendars write the end of whole days. */
function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

const compact = (day: string): string => day.replaceAll('-', '');

/** Addresses of the common calendars on the web, with what is public about the conference and nothing about the person. */
export function calendarAddresses({ name, venue, city, startsOn, endsOn }: Occasion) {
  const place = `${venue}, ${city}`;
  const google = new URLSearchParams({
    action: 'TEMPLATE',
    text: name,
    dates: `${compact(startsOn)}/${compact(dayAfter(endsOn))}`,
    location: place,
  });
  const outlook = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    allday: 'true',
    subject: name,
    startdt: startsOn,
    enddt: dayAfter(endsOn),
    location: place,
  });
  return {
    google: `https://calendar.google.com/calendar/render?${google.toString()}`,
    outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${outlook.toString()}`,
  };
}

/** Saves the file of the mail. It is in the page already, so that no address has to carry the secret of the link. */
function saveCalendar(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'invitation.ics';
  link.click();
  URL.revokeObjectURL(address);
}

/** Puts the days of the conference into the person's own calendar. */
export function CalendarLinks({ invitation }: { readonly invitation: PersonalInvitation }) {
  const t = useText();
  const { calendar: file, conference } = invitation;
  const { google, outlook } = calendarAddresses(conference);
  return (
    <>
      {file !== null && (
        <Button
          variant="secondary"
          onClick={() => {
            saveCalendar(file);
          }}
        >
          {t('invitation.calendarFile')}
        </Button>
      )}
      <ul className="govuk-list">
        {(
          [
            ['Google', google],
            ['Outlook', outlook],
          ] as const
        ).map(([calendar, address]) => (
          <li key={calendar}>
            <a className="govuk-link" href={address} target="_blank" rel="noopener noreferrer">
              {t('invitation.addTo', { calendar })}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
