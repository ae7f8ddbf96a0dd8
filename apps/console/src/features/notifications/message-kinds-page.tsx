import { useIntl } from 'react-intl';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { useLanguageName } from '../../i18n/use-language-name';
import { useText } from '../../i18n/use-text';
import { BackLink } from '../../ui/back-link';
import { SummaryList } from '../../ui/summary-list';
import { Details } from '../../ui/text-blocks';
import { MessageKindsQuery, type CataloguedMessage } from './operations';

/** Every kind of message that there is: when it goes, to whom, what becomes of it in doubt, and what it says. */
export function MessageKindsPage() {
  const t = useText();
  const { locale } = useIntl();
  const read = useRead(MessageKindsQuery, {});
  const named = (messages: readonly CataloguedMessage[]) =>
    messages
      .map((message) => ({ ...message, name: t(`messageKind.${message.kind}`) }))
      .sort((one, other) => one.name.localeCompare(other.name, locale));
  return (
    <ConsolePage title={t('messageKinds.title')}>
      <BackLink to="/messages">{t('messages.title')}</BackLink>
      <p className="govuk-body app-reading">{t('messageKinds.how')}</p>
      <Reading read={read}>
        {({ messageCatalogue }) => (
          <>
            {named(messageCatalogue).map(({ name, ...message }) => (
              <section key={message.kind} aria-labelledby={message.kind}>
                <h2 className="govuk-heading-m" id={message.kind}>
                  {name}
                </h2>
                <Kind message={message} />
              </section>
            ))}
          </>
        )}
      </Reading>
    </ConsolePage>
  );
}

function Kind({ message }: { readonly message: CataloguedMessage }) {
  const t = useText();
  const { locale } = useIntl();
  const languageName = useLanguageName();
  const { audience, whenInDoubt, isPersonal, parameters, samples } = message;
  const inOurs = samples.find(({ language }) => locale.split('-')[0] === language) ?? samples[0];
  const rows = [
    { key: 'when', label: t('messageKinds.when'), value: inOurs?.when },
    { key: 'to', label: t('messageKinds.to'), value: t(`messageAudience.${audience}`) },
    { key: 'in-doubt', label: t('messageKinds.inDoubt'), value: t(`messageWhenInDoubt.${whenInDoubt}`) },
    ...(isPersonal
      ? [{ key: 'link', label: t('messageKinds.link'), value: t('messageKinds.personal') }]
      : []),
    {
      key: 'values',
      label: t('messageKinds.values'),
      value: (
        <ul className="govuk-list">
          {parameters.map(({ name, isOptional, sample }) => (
            <li key={name}>
              <code>{name}</code>
              {isOptional && ` (${t('messageKinds.optional')})`}
              {sample !== null && (
                <>
                  : <bdi>{sample}</bdi>
                </>
              )}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <>
      <SummaryList rows={rows} />
      {samples.map(({ language, subject, text }) => (
        <Details key={language} summary={t('messageKinds.sample', { language: languageName(language) })}>
          <h3 className="govuk-heading-s" lang={language}>
            <bdi>{subject}</bdi>
          </h3>
          <div className="app-message-text" lang={language} dir="auto">
            {text}
          </div>
        </Details>
      ))}
    </>
  );
}
