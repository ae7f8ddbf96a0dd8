import type { ReactNode } from 'react';
import { ConsolePage } from '../../layout/console-page';
import { useText } from '../../i18n/use-text';
import { Staff } from '../staff/staff';
import { AbsencesOfStaff } from '../approvals/absences';
import { Countries } from './countries';
import { DeadLetters } from './dead-letters';
import { FreedPlaces } from '../places/freed-places';
import { PlaceTransfers } from '../places/place-transfers';
import { Places } from '../places/places';
import { WatchList } from '../screening/watch-list';
import { Windows } from './windows';

/**
 * What an administrator looks after: how many places there are and when, who works for the conference and who is away;
 * work that failed for good, and the list that nominations are checked against.
 */
export function AdministrationPage() {
  const t = useText();
  return (
    <ConsolePage title={t('administration.title')}>
      <Section id="windows" title={t('windows.title')}>
        <Windows />
      </Section>
      <Section id="places" title={t('places.title')}>
        <Places />
      </Section>
      <Section id="freed-places" title={t('freedPlaces.title')}>
        <FreedPlaces />
      </Section>
      <Section id="place-transfers" title={t('placeTransfers.title')}>
        <PlaceTransfers />
      </Section>
      <Section id="staff" title={t('staff.title')}>
        <Staff />
      </Section>
      <Section id="absences" title={t('absences.title')}>
        <AbsencesOfStaff />
      </Section>
      <Section id="countries" title={t('countries.title')}>
        <Countries />
      </Section>
      <Section id="watch-list" title={t('watchList.title')}>
        <WatchList />
      </Section>
      <Section id="dead-letters" title={t('deadLetters.title')}>
        <DeadLetters />
      </Section>
    </ConsolePage>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section aria-labelledby={`${id}-heading`}>
      <h2 className="govuk-heading-m" id={`${id}-heading`}>
        {title}
      </h2>
      {children}
    </section>
  );
}
