import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import type { Invitation } from './operations';

/** The letter of an invitation: as it would be, what it lacks, and what was issued. */
export function Letters({ invitation: { state, letter, documents } }: { readonly invitation: Invitation }) {
  const t = useText();
  const time = usePlainTime();
  const isToCome = state === 'DRAFT' || state === 'APPROVED';
  const missing = isToCome ? (letter?.missing ?? []) : [];
  return (
    <section aria-labelledby="invitation-letter">
      <h2 className="govuk-heading-m" id="invitation-letter">
        {t('delegations.letter')}
      </h2>
      {missing.length > 0 && (
        <>
          <p className="govuk-body">{t('delegations.letterMissing')}</p>
          <ul className="govuk-list govuk-list--bullet">
            {missing.map((one) => (
              <li key={one}>{t(`missingFromLetter.${one}`)}</li>
            ))}
          </ul>
        </>
      )}
      {isToCome && letter !== null && letter.previewPath !== null && (
        <p className="govuk-body">
          <a className="govuk-link" href={letter.previewPath} target="_blank" rel="noreferrer">
            {t('delegations.previewLetter')}
          </a>
        </p>
      )}
      {documents.length > 0 && (
        <ul className="govuk-list govuk-list--spaced" aria-label={t('delegations.documents')}>
          {documents.map(({ id, number, version, state: stands, issuedAt, path }) => (
            <li key={id}>
              <a className="govuk-link" href={path} download={`${number}.pdf`}>
                {t('delegations.document', { number })}
              </a>
              <br />
              <span className="govuk-hint">
                {t('delegations.documentIs', {
                  version,
                  time: time.moment(issuedAt),
                  state: t(`documentState.${stands}`),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
