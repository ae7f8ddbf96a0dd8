import { useState } from 'react';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import { ActForm } from '../../form/act-form';
import { Problem } from '../../form/problem';
import { requiredText } from '../../form/text-rules';
import { StaysWhileTyped, useLeave } from '../../form/unsaved';
import { useMutationButton } from '../../form/use-mutation-button';
import { useMutationForm } from '../../form/use-mutation-form';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { WholeList } from '../../lists/whole-list';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/fields';
import {
  DeleteNoteMutation,
  type Note,
  NotesQuery,
  UpdateNoteMutation,
  WriteNoteMutation,
} from './note-operations';
import type { NominationDetails } from './operations';

const LONGEST_NOTE = 2_000;
const schema = z.object({ text: requiredText('notes.missing', LONGEST_NOTE) });
/** What an act on a note changes beside it: the list of the nomination, and its history. */
const ALSO = ['Nomination', 'Note', 'NoteConnection', 'AuditEventConnection'];

type Side = Note['side'];

interface NotesProps {
  readonly nomination: Pick<NominationDetails, 'id' | 'body' | 'notes' | 'noteSides'>;
  readonly onChanged: () => void;
}

/** What the reader's own side has noted about a nomination, and a form for each side for which they write. */
export function Notes({ nomination, onChanged }: NotesProps) {
  const t = useText();
  const { id, body, notes, noteSides } = nomination;
  const { nodes, pageInfo } = notes;
  if (nodes.length === 0 && noteSides.length === 0) return null;
  const list = (all: readonly Note[]) => <List notes={all} bodyName={body.name} onChanged={onChanged} />;
  return (
    <section aria-labelledby="notes-heading">
      <h2 className="govuk-heading-m" id="notes-heading">
        {t('notes.title')}
      </h2>
      {noteSides.map((side) => (
        <StaysWhileTyped key={side} isOffered>
          <WriteNote subjectId={id} side={side} bodyName={body.name} onDone={onChanged} />
        </StaysWhileTyped>
      ))}
      {pageInfo.hasNextPage ? (
        <WholeList
          query={NotesQuery}
          variables={{ id }}
          page={(data) => data.nomination?.notes ?? NO_MORE}
          before={nodes}
          after={pageInfo.endCursor}
        >
          {(read) => <Reading read={read}>{list}</Reading>}
        </WholeList>
      ) : (
        list(nodes)
      )}
    </section>
  );
}

/** The nomination went out of sight meanwhile. */
const NO_MORE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** Who can read it, in words. */
function useReaders(bodyName: string): (side: Side) => string {
  const t = useText();
  return (side) =>
    side === 'HOST' ? t('notes.readersHost') : t('notes.readersBody', { body: isolate(bodyName) });
}

interface WriteNoteProps {
  readonly subjectId: string;
  readonly side: Side;
  readonly bodyName: string;
  readonly onDone: () => void;
}

function WriteNote({ subjectId, side, bodyName, onDone }: WriteNoteProps) {
  const t = useText();
  const readers = useReaders(bodyName);
  const state = useMutationForm(WriteNoteMutation, {
    id: `note-${side.toLowerCase()}`,
    also: ALSO,
    schema,
    defaults: { text: '' },
    variables: ({ text }) => ({ input: { subjectId, side, text } }),
    onDone: () => {
      state.form.reset({ text: '' });
      onDone();
    },
  });
  return (
    <ActForm state={state} submitLabel={t('notes.add')} variant="secondary">
      <TextArea {...state.field('text')} label={t('notes.new')} hint={readers(side)} rows={3} />
    </ActForm>
  );
}

interface ListProps {
  readonly notes: readonly Note[];
  readonly bodyName: string;
  readonly onChanged: () => void;
}

function List({ notes, bodyName, onChanged }: ListProps) {
  const t = useText();
  if (notes.length === 0) return <p className="govuk-body">{t('notes.none')}</p>;
  return (
    <ul className="govuk-list govuk-list--spaced">
      {notes.map((note) => (
        <li key={note.id}>
          <OneNote note={note} bodyName={bodyName} onChanged={onChanged} />
        </li>
      ))}
    </ul>
  );
}

interface OneNoteProps {
  readonly note: Note;
  readonly bodyName: string;
  readonly onChanged: () => void;
}

function OneNote({ note, bodyName, onChanged }: OneNoteProps) {
  const t = useText();
  const time = usePlainTime();
  const readers = useReaders(bodyName);
  const [isEditing, setIsEditing] = useState(false);
  const at = time.full(note.createdAt);
  return (
    <>
      <p className="govuk-body app-muted">
        <Text id="notes.by" values={{ author: <bdi>{note.author?.name ?? ''}</bdi>, at }} />
        {note.changedAt !== null && <> {t('notes.changed', { at: time.full(note.changedAt) })}</>}
        <br />
        {readers(note.side)}
      </p>
      <StaysWhileTyped isOffered={isEditing}>
        <ChangeNote
          note={note}
          onDone={() => {
            setIsEditing(false);
            onChanged();
          }}
          onCancel={() => {
            setIsEditing(false);
          }}
        />
      </StaysWhileTyped>
      {!isEditing && (
        <>
          <p className="govuk-body app-typed-text" dir="auto">
            {note.text}
          </p>
          {note.canChange && (
            <div className="govuk-button-group">
              <Button
                variant="secondary"
                aria-label={t('notes.changeNamed', { at })}
                onClick={() => {
                  setIsEditing(true);
                }}
              >
                {t('notes.change')}
              </Button>
              <DeleteNote note={note} at={at} onDone={onChanged} />
            </div>
          )}
        </>
      )}
    </>
  );
}

interface ChangeNoteProps {
  readonly note: Note;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function ChangeNote({ note, onDone, onCancel }: ChangeNoteProps) {
  const t = useText();
  const leave = useLeave();
  // What the typing began with: a change from elsewhere is refused, not written over.
  const [version] = useState(note.version);
  const state = useMutationForm(UpdateNoteMutation, {
    id: `note-${note.id}`,
    also: ALSO,
    schema,
    defaults: { text: note.text },
    variables: ({ text }) => ({ id: note.id, input: { version, text } }),
    onDone,
  });
  return (
    <ActForm
      state={state}
      submitLabel={t('notes.save')}
      beside={
        <Button
          variant="secondary"
          onClick={() => {
            leave(onCancel);
          }}
        >
          {t('general.cancel')}
        </Button>
      }
    >
      <TextArea {...state.field('text')} label={t('notes.text')} rows={3} />
    </ActForm>
  );
}

interface DeleteNoteProps {
  readonly note: Note;
  readonly at: string;
  readonly onDone: () => void;
}

/** Asks once more in place: what is deleted is gone. */
function DeleteNote({ note, at, onDone }: DeleteNoteProps) {
  const t = useText();
  const [isAsked, setIsAsked] = useState(false);
  const { press, isActing, problem } = useMutationButton(DeleteNoteMutation, { also: ALSO, onDone });
  if (!isAsked)
    return (
      <Button
        variant="secondary"
        aria-label={t('notes.deleteNamed', { at })}
        onClick={() => {
          setIsAsked(true);
        }}
      >
        {t('notes.delete')}
      </Button>
    );
  return (
    <>
      <Button
        variant="warning"
        isBusy={isActing}
        onClick={() => void press({ id: note.id, input: { version: note.version } })}
      >
        {t('notes.deleteSure')}
      </Button>
      <Button
        variant="secondary"
        onClick={() => {
          setIsAsked(false);
        }}
      >
        {t('notes.keep')}
      </Button>
      <Problem of={problem} />
    </>
  );
}
