import { useState, type ReactNode } from 'react';
import { useShownFirst } from '../../form/saved-meanwhile';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Choices } from '../../ui/choices';
import { Notification } from '../../ui/text-blocks';
import { useSession } from '../access/session';
import { useAuthorInWords, type Author } from '../audit/use-who-saved';
import { onNewest, type Change } from './conflict';
import type { NominationValues } from './nomination-form-values';

/** Who changed an answer last; without a name, who saved last */
export type AuthorOf = (name?: string) => Author | undefined;

interface ConflictChoicesProps {
  readonly versions: Readonly<Record<'began' | 'newest' | 'typed', NominationValues>>;
  readonly changes: readonly Change[];
  /** An answer of one of the versions in words */
  readonly shown: (values: NominationValues, name: string) => string;
  readonly authorOf: AuthorOf;
  readonly onGoOn: (values: NominationValues) => void;
  /** Stands beside the button that goes on */
  readonly otherwise: ReactNode;
}

/** The changes of the other with their author, and a choice for each answer that both have changed. */
export function ConflictChoices(props: ConflictChoicesProps) {
  const { versions, changes, shown, authorOf, onGoOn, otherwise } = props;
  const { began, newest, typed } = versions;
  const t = useText();
  const author = useAuthorInWords();
  const [theirs, setTheirs] = useState<readonly string[]>([]);
  const clashes = changes.filter(({ isMineToo }) => isMineToo);
  const by = (change?: Change) => author(authorOf(change?.name));
  const { viewer } = useSession();
  /** The same name: another tab of the same person. */
  const isOwn = (change?: Change) => authorOf(change?.name)?.actor === viewer?.user.name;
  const ref = useShownFirst();
  return (
    <div ref={ref} tabIndex={-1} role="alert">
      <Notification title={t('general.important')}>
        <p className="govuk-notification-banner__heading">
          {t(isOwn() ? 'conflict.ownTitle' : 'conflict.title')}
        </p>
        <p className="govuk-body">{t('conflict.who', { author: by() })}</p>
        {changes.length === 0 && <p className="govuk-body">{t('conflict.nothingHere')}</p>}
        {changes.length > clashes.length && (
          <ul className="govuk-list govuk-list--bullet">
            {changes
              .filter(({ isMineToo }) => !isMineToo)
              .map((change) => (
                <li key={change.name}>
                  <strong>{t(change.label)}</strong>
                  {t('general.colon')}
                  <Text
                    id="conflict.changed"
                    values={{
                      author: by(change),
                      before: <bdi>{shown(began, change.name)}</bdi>,
                      now: <bdi>{shown(newest, change.name)}</bdi>,
                    }}
                  />
                </li>
              ))}
          </ul>
        )}
        {clashes.map((change) => (
          <Choices
            key={change.name}
            id={`conflict-${change.name.replaceAll('.', '-')}`}
            name={`conflict-${change.name}`}
            kind="radios"
            isSmall
            labelSize="s"
            label={t(change.label)}
            hint={t('conflict.before', { answer: isolate(shown(began, change.name)) })}
            chosen={[theirs.includes(change.name) ? 'theirs' : 'mine']}
            choices={[
              {
                value: 'mine',
                label: t(isOwn(change) ? 'conflict.typedHere' : 'conflict.yours', {
                  answer: isolate(shown(typed, change.name)),
                }),
              },
              {
                value: 'theirs',
                label: t('conflict.theirs', {
                  author: by(change),
                  answer: isolate(shown(newest, change.name)),
                }),
              },
            ]}
            onChange={({ target }) => {
              const others = theirs.filter((name) => name !== change.name);
              setTheirs(target.value === 'theirs' ? [...others, change.name] : others);
            }}
          />
        ))}
        <div className="govuk-button-group">
          <Button
            onClick={() => {
              onGoOn(onNewest(began, newest, typed, theirs));
            }}
          >
            {t(clashes.length === 0 ? 'conflict.keepMine' : 'conflict.goOn')}
          </Button>
          {otherwise}
        </div>
      </Notification>
    </div>
  );
}
