import { useRead } from '../../api/use-read';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { PersonName } from '../../ui/person-name';
import { AllotmentPreviewQuery, PlacePreviewQuery, type PlacePreview } from './place-preview-operations';

interface OfNomination {
  readonly nominationId: string;
  readonly act: 'WITHDRAW' | 'REFUSE';
}

/** What becomes of the place, to be read before the button is pressed; nothing where no place is freed. */
export function PlaceOfNomination({ nominationId, act }: OfNomination) {
  const read = useRead(PlacePreviewQuery, { nominationId, act });
  return read.state === 'ready' ? <WhatFollows preview={read.data.placePreview} /> : null;
}

interface OfAllotment {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  /** Undefined while what is typed is no number */
  readonly allotted: number | undefined;
}

/** Who on the reserve list waits for the places that a new number adds; its place is kept, for the answer follows the typing. */
export function PlacesOfAllotment({ allotted, ...place }: OfAllotment) {
  const t = useText();
  const read = useRead(AllotmentPreviewQuery, { ...place, allotted: allotted ?? 0 }, allotted === undefined);
  const preview = allotted !== undefined && read.state === 'ready' ? read.data.allotmentPreview : null;
  return (
    <div
      className="app-reserved app-reserved--high"
      // A long list of names is scrolled by keys too.
      tabIndex={preview !== null && preview.next.length > 1 ? 0 : undefined}
    >
      {preview?.outcome === 'NOTHING' ? (
        <p className="govuk-hint" role="status">
          {t('places.nobodyGains')}
        </p>
      ) : (
        <WhatFollows preview={preview} />
      )}
    </div>
  );
}

function WhatFollows({ preview }: { readonly preview: PlacePreview | null }) {
  const t = useText();
  if (preview === null || preview.outcome === 'NOTHING') return null;
  if (preview.outcome === 'BACK_TO_BODY') return <p className="govuk-body">{t('places.backToBody')}</p>;
  const { outcome, count, next } = preview;
  const others = count - next.length;
  return (
    <div role="status">
      <p className="govuk-body">
        {t(outcome === 'NEXT_INVITED' ? 'places.nextInvited' : 'places.hostTold', { count })}
      </p>
      <ul className="govuk-list govuk-list--bullet">
        {next.map(({ id, reference, person }) => (
          <li key={id}>
            <Text
              id={outcome === 'NEXT_INVITED' ? 'places.willBeInvited' : 'places.isNext'}
              values={{ name: <PersonName person={person} />, reference: <bdi>{reference}</bdi> }}
            />
          </li>
        ))}
      </ul>
      {others > 0 && <p className="govuk-body">{t('places.andMore', { count: others })}</p>}
    </div>
  );
}
