import { useState } from 'react';
import { Link } from 'react-router';
import { useRead } from '../../api/use-read';
import { FormDialog } from '../../form/form-dialog';
import { isolate, useText } from '../../i18n/use-text';
import type { ListAddress } from '../../lists/use-list-address';
import { Button } from '../../ui/button';
import { useConferenceId } from '../conference/current-conference';
import { ChangeView } from './change-view';
import { DeleteView } from './delete-view';
import { isSameQuery, keptQuery } from './kept-query';
import { SavedViewsQuery, type SavedView, type ViewList } from './operations';
import { SaveView } from './save-view';
import { usePlaces } from './use-places';

interface SavedViewsProps {
  readonly list: ViewList;
  readonly address: ListAddress;
}

type Asked = { readonly act: 'save' } | { readonly act: 'change' | 'delete'; readonly id: string };

/** Above a list: its saved views as links, and what can be done with one's own; the list as it is shown becomes one more. */
export function SavedViews({ list, address }: SavedViewsProps) {
  const t = useText();
  const places = usePlaces(list);
  const read = useRead(SavedViewsQuery, { conferenceId: useConferenceId(), list });
  const [asked, setAsked] = useState<Asked>();
  if (read.state !== 'ready') return null;
  const views = read.data.savedViews;
  const query = keptQuery(list, address.search);
  const view = views.find(({ id }) => asked !== undefined && asked.act !== 'save' && asked.id === id);
  const close = () => {
    setAsked(undefined);
  };
  const done = () => {
    close();
    read.refresh();
  };
  return (
    <nav className="app-views" aria-label={t('views.label')}>
      {views.length > 0 && (
        <ul className="app-views__list">
          {views.map((one) => (
            <li key={one.id}>
              <ViewLink view={one} isShown={isSameQuery(one.query, query)} />
              {one.canChange && (
                <button
                  type="button"
                  className="app-link-button app-views__change"
                  aria-label={t('views.changeNamed', { name: isolate(one.name) })}
                  onClick={() => {
                    setAsked({ act: 'change', id: one.id });
                  }}
                >
                  {t('views.change')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {places.length > 0 && (
        <Button
          variant="secondary"
          onClick={() => {
            setAsked({ act: 'save' });
          }}
        >
          {t('views.save')}
        </Button>
      )}
      {asked?.act === 'save' && (
        <SaveView list={list} query={query} places={places} onSaved={done} onClose={close} />
      )}
      {asked?.act === 'change' && view !== undefined && (
        <FormDialog title={t('views.changeTitle')} onClose={close}>
          <ChangeView
            view={view}
            query={query}
            onChanged={done}
            onStale={read.refresh}
            beside={
              <Button
                variant="warning"
                onClick={() => {
                  setAsked({ act: 'delete', id: view.id });
                }}
              >
                {t('views.delete')}
              </Button>
            }
          />
        </FormDialog>
      )}
      {asked?.act === 'delete' && view !== undefined && (
        <DeleteView view={view} onDeleted={done} onClose={close} />
      )}
    </nav>
  );
}

function ViewLink({ view, isShown }: { readonly view: SavedView; readonly isShown: boolean }) {
  const t = useText();
  const { name, query, canChange, isShared, createdBy } = view;
  return (
    <>
      <Link
        className="govuk-link"
        to={{ search: query === '' ? '' : `?${query}` }}
        aria-current={isShown ? 'page' : undefined}
      >
        <bdi>{name}</bdi>
      </Link>{' '}
      {!canChange && (
        <span className="app-muted">
          {createdBy === null ? t('views.ofOthers') : t('views.of', { name: isolate(createdBy.name) })}
        </span>
      )}
      {canChange && isShared && <span className="app-muted">{t('views.isShared')}</span>}
    </>
  );
}
