import { isolate, useText } from '../../i18n/use-text';
import { SummaryList } from '../../ui/summary-list';
import type { ConferenceDetails } from '../conference/operations';
import { useWindowRows } from '../conference/window-rows';

/** The times of delegations are none of a body's. */
const OF_BODIES = ['NOMINATION', 'CONFIRMATION', 'SUBSTITUTION'] as const;

interface PlaceRulesProps {
  readonly conference: ConferenceDetails;
  /** Whose decision it is; empty where the conference has no host yet. */
  readonly hostName: string;
}

/** The rules of the conference for places as they hold now, in words: whoever nominates is told before, not by a refusal. */
export function PlaceRules({ conference, hostName }: PlaceRulesProps) {
  const t = useText();
  const windows = useWindowRows(conference, OF_BODIES);
  return (
    <>
      <h2 className="govuk-heading-m">{t('placeRules.title')}</h2>
      <div className="app-reading">
        <SummaryList
          rows={[
            { key: 'places', label: t('placeRules.places'), value: t('placeRules.places.rule') },
            ...windows,
            {
              key: 'decides',
              label: t('placeRules.decides'),
              value: t('placeRules.decides.rule', { host: isolate(hostName) }),
            },
            {
              key: 'freed',
              label: t('freedPlaces.title'),
              value: t(`freedPlaces.${conference.freedPlaces}`),
            },
            {
              key: 'transfers',
              label: t('placeRules.transfers'),
              value: t(`placeTransfers.${conference.placeTransfers}`),
            },
          ]}
        />
        <p className="govuk-body">{t('windows.zone', { zone: isolate(conference.timeZone) })}</p>
      </div>
    </>
  );
}
