import { useState } from 'react';
import type { TypedDocumentNode } from 'urql';
import { z } from 'zod';
import type { Payload } from '../../api/use-act';
import { useRefusalText } from '../../api/use-refusal-text';
import { ActForm } from '../../form/act-form';
import { FormDialog } from '../../form/form-dialog';
import { optionalText, orNull, requiredText } from '../../form/text-rules';
import { useMutationForm } from '../../form/use-mutation-form';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { TextArea, TextInput } from '../../ui/fields';
import { useWhoWasFaster } from '../audit/use-who-saved';
import { LetterFields, SeatFields } from './letter-fields';
import {
  letterSchema,
  saidOf,
  seatsControl,
  seatsSaid,
  seatsSchema,
  seatsTypedFrom,
  typedFrom,
} from './letter-typed';
import {
  AcceptOrganisationInvitationMutation,
  AcknowledgeOrganisationInvitationMutation,
  AdmitOrganisationInvitationMutation,
  ApproveOrganisationInvitationMutation,
  ExtendOrganisationInvitationMutation,
  RegretOrganisationInvitationMutation,
  RevokeOrganisationInvitationMutation,
  SendOrganisationInvitationMutation,
  UpdateOrganisationInvitationMutation,
  type Invitation,
  type InvitationAction,
} from './operations';
import { DeclineOrganisationInvitationMutation } from './own-operations';
import { RemindInvitation } from './remind-invitation';

const LONGEST_NOTE = 2_000;
const ALSO = ['OrganisationInvitationConnection', 'OrganisationInvitationFigures', 'AuditEventConnection'];

interface InvitationActsProps {
  readonly invitation: Invitation;
  readonly onDone: (action: InvitationAction) => void;
}

/** Buttons of what the person may do with an invitation; each asks for what is to be said about it. */
export function InvitationActs({ invitation, onDone }: InvitationActsProps) {
  const t = useText();
  const [asked, setAsked] = useState<InvitationAction>();
  // A reminder needs nothing to be said: one press.
  const opened = invitation.availableActions.filter((action) => action !== 'REMIND');
  return (
    <>
      {invitation.availableActions.length > 0 && (
        <div className="govuk-button-group">
          {opened.map((action) => (
            <Button
              key={action}
              variant={action === 'REVOKE' ? 'warning' : 'secondary'}
              onClick={() => {
                setAsked(action);
              }}
            >
              {t(`invitationAct.${action}`)}
            </Button>
          ))}
          {invitation.availableActions.includes('REMIND') && (
            <RemindInvitation
              invitation={invitation}
              onReminded={() => {
                onDone('REMIND');
              }}
            />
          )}
        </div>
      )}
      {asked !== undefined && (
        <FormDialog
          title={t(`invitationAct.${asked}`)}
          onClose={() => {
            setAsked(undefined);
          }}
        >
          <p className="govuk-body">{t(`invitationAsks.${asked}`)}</p>
          <Asked
            action={asked}
            invitation={invitation}
            onDone={() => {
              setAsked(undefined);
              onDone(asked);
            }}
          />
        </FormDialog>
      )}
    </>
  );
}

interface FormProps {
  readonly invitation: Invitation;
  readonly onDone: () => void;
}

function Asked({ action, ...props }: FormProps & { readonly action: InvitationAction }) {
  switch (action) {
    case 'UPDATE':
      return <UpdateForm {...props} />;
    case 'APPROVE':
      return <NoteForm {...props} action={action} mutation={ApproveOrganisationInvitationMutation} />;
    case 'SEND':
      return <NoteForm {...props} action={action} mutation={SendOrganisationInvitationMutation} />;
    case 'ACKNOWLEDGE':
      return <NoteForm {...props} action={action} mutation={AcknowledgeOrganisationInvitationMutation} />;
    case 'ACCEPT':
      return <NoteForm {...props} action={action} mutation={AcceptOrganisationInvitationMutation} />;
    case 'REGRET':
      return <NoteForm {...props} action={action} mutation={RegretOrganisationInvitationMutation} />;
    case 'ADMIT':
      return <AdmitForm {...props} />;
    case 'DECLINE':
      return <ReasonForm {...props} action={action} mutation={DeclineOrganisationInvitationMutation} />;
    case 'EXTEND':
      return <ExtendForm {...props} />;
    case 'REVOKE':
      return <ReasonForm {...props} action={action} mutation={RevokeOrganisationInvitationMutation} />;
    // One press, without a dialog; the organisation’s own; nobody’s.
    case 'REMIND':
    case 'ASK':
    case 'LAPSE':
      return null;
  }
}

interface NoteFormProps<Data> extends Omit<FormProps, 'invitation'> {
  readonly invitation: Pick<Invitation, 'id' | 'version'>;
  readonly action: InvitationAction;
  /** What the press and the note are called, where the host does not do it */
  readonly words?: { readonly submit: string; readonly label: string; readonly hint: string };
  readonly mutation: TypedDocumentNode<
    Data,
    {
      readonly id: string;
      readonly input: {
        readonly idempotencyKey: string;
        readonly version: number;
        readonly note?: string | null;
      };
    }
  >;
}

const noteSchema = z.object({ note: optionalText(LONGEST_NOTE) });

/** An act with a note beside it. */
export function NoteForm<Data extends Record<string, Payload>>({
  invitation: { id, version },
  action,
  mutation,
  words,
  onDone,
}: NoteFormProps<Data>) {
  const t = useText();
  const whoWasFaster = useWhoWasFaster(id);
  const state = useMutationForm(mutation, {
    id: 'invitation-act',
    also: ALSO,
    schema: noteSchema,
    defaults: { note: '' },
    variables: ({ note }) => ({ id, input: { version, note: orNull(note) } }),
    onDone,
    onRefused: whoWasFaster,
  });
  return (
    <ActForm state={state} submitLabel={words?.submit ?? t(`invitationAct.${action}`)}>
      <TextArea
        {...state.field('note')}
        label={words?.label ?? t('delegations.note')}
        hint={words?.hint ?? t('delegations.noteHint')}
        rows={3}
      />
    </ActForm>
  );
}

function UpdateForm({ invitation, onDone }: FormProps) {
  const t = useText();
  const { id, version } = invitation;
  const refusalText = useRefusalText(UpdateOrganisationInvitationMutation);
  const whoWasFaster = useWhoWasFaster(id);
  const state = useMutationForm(UpdateOrganisationInvitationMutation, {
    id: 'invitation',
    also: ALSO,
    schema: letterSchema,
    defaults: typedFrom(invitation),
    variables: (typed) => ({ id, input: { version, ...saidOf(typed) } }),
    onDone,
    onRefused: (refusal, typed) => {
      const control = seatsControl(refusal.path, typed.seats);
      return control === undefined ? whoWasFaster(refusal) : { control, message: refusalText(refusal) };
    },
  });
  return (
    <ActForm state={state} submitLabel={t('delegations.save')}>
      <LetterFields state={state} />
    </ActForm>
  );
}

const admitSchema = z.object({ seats: seatsSchema, note: optionalText(LONGEST_NOTE) });

/** The host’s yes to a late acceptance, with the seats that it gives now. */
function AdmitForm({ invitation: { id, version, seats }, onDone }: FormProps) {
  const t = useText();
  const refusalText = useRefusalText(AdmitOrganisationInvitationMutation);
  const whoWasFaster = useWhoWasFaster(id);
  const state = useMutationForm(AdmitOrganisationInvitationMutation, {
    id: 'invitation-admit',
    also: ALSO,
    schema: admitSchema,
    defaults: { seats: seatsTypedFrom(seats), note: '' },
    variables: (typed) => ({
      id,
      input: { version, seats: seatsSaid(typed.seats), note: orNull(typed.note) },
    }),
    onDone,
    onRefused: (refusal, typed) => {
      const control = seatsControl(refusal.path, typed.seats);
      return control === undefined ? whoWasFaster(refusal) : { control, message: refusalText(refusal) };
    },
  });
  return (
    <ActForm state={state} submitLabel={t('invitationAct.ADMIT')}>
      <SeatFields field={state.field} />
      <TextArea
        {...state.field('note')}
        label={t('delegations.note')}
        hint={t('delegations.noteHint')}
        rows={3}
      />
    </ActForm>
  );
}

const extendSchema = z.object({
  replyBy: requiredText('delegations.replyBy.missing'),
  reason: requiredText('delegations.reason.missing', LONGEST_NOTE),
});

/** A later date for replies, with a reason. */
function ExtendForm({ invitation: { id, version }, onDone }: FormProps) {
  const t = useText();
  const whoWasFaster = useWhoWasFaster(id);
  const state = useMutationForm(ExtendOrganisationInvitationMutation, {
    id: 'invitation-extend',
    also: ALSO,
    schema: extendSchema,
    defaults: { replyBy: '', reason: '' },
    variables: (typed) => ({ id, input: { version, ...typed } }),
    onDone,
    onRefused: whoWasFaster,
  });
  return (
    <ActForm state={state} submitLabel={t('invitationAct.EXTEND')}>
      <TextInput
        {...state.field('replyBy')}
        type="date"
        label={t('delegations.laterReplyBy')}
        hint={t('delegations.replyByHint')}
        width={10}
      />
      <TextArea {...state.field('reason')} label={t('delegations.reason')} rows={3} />
    </ActForm>
  );
}

const reasonSchema = z.object({ reason: requiredText('delegations.reason.missing', LONGEST_NOTE) });

interface ReasonFormProps<Data> extends FormProps {
  readonly action: InvitationAction;
  readonly mutation: TypedDocumentNode<
    Data,
    {
      readonly id: string;
      readonly input: { readonly idempotencyKey: string; readonly version: number; readonly reason: string };
    }
  >;
}

/** An act that needs a reason. */
function ReasonForm<Data extends Record<string, Payload>>({
  invitation: { id, version },
  action,
  mutation,
  onDone,
}: ReasonFormProps<Data>) {
  const t = useText();
  const whoWasFaster = useWhoWasFaster(id);
  const state = useMutationForm(mutation, {
    id: 'invitation-reason',
    also: ALSO,
    schema: reasonSchema,
    defaults: { reason: '' },
    variables: ({ reason }) => ({ id, input: { version, reason } }),
    onDone,
    onRefused: whoWasFaster,
  });
  return (
    <ActForm state={state} submitLabel={t(`invitationAct.${action}`)} variant="warning">
      <TextArea {...state.field('reason')} label={t('delegations.reason')} rows={3} />
    </ActForm>
  );
}
