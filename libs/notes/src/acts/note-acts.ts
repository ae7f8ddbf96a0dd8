import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { forbidden, isId, notFound, parseInput, Refusal, type UserActor } from '#libs/kernel';
import {
  type Act,
  type ActTarget,
  Commands,
  idOfTarget,
  requestOf,
  sightOf,
  type Transaction,
} from '#libs/platform';
import { auditNote } from '../audit-note.js';
import { type NOTE_ACTIONS } from '../domain/note.js';
import { LOAD_NOTE, type NoteRow } from '../persistence/note.statements.js';
import { mayChange, WHO_CHANGES } from '../policies/note.policy.js';

const version = z.number().int().min(1).describe('The version of the note that the caller has read');

/** An act on one note, which its author does. */
export interface NoteAct<Shape extends z.ZodRawShape = z.ZodRawShape> extends Act {
  readonly input: z.ZodObject<Shape & { version: typeof version }>;
  /** What the trail says of it. */
  readonly fact: (typeof NOTE_ACTIONS)[keyof typeof NOTE_ACTIONS];
}

export const noteAct = <Shape extends z.ZodRawShape>({
  input,
  ...act
}: Pick<NoteAct, 'name' | 'description' | 'fact'> & { readonly input: Shape }): NoteAct<Shape> => ({
  ...act,
  input: z.object({ version, ...input }),
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED', 'VERSION_CONFLICT'],
  extras: ['currentVersion'],
});

/** What `run` of an act is given. */
export type Call = readonly [actor: UserActor, target: ActTarget, key: string, raw: unknown];

/** Does acts on notes: checks the input, loads and locks the note, works, and tells of it, all or nothing. */
@Injectable()
export class NoteActs {
  constructor(private readonly commands: Commands) {}

  /** Refuses with NOT_FOUND (unknown, or the other side's), FORBIDDEN (somebody else's) and VERSION_CONFLICT. */
  run<A extends NoteAct>(
    act: A,
    [actor, target, key, raw]: Call,
    work: (tx: Transaction, note: NoteRow, input: z.output<A['input']>) => void,
  ): Promise<{ id: string }> {
    const input = parseInput(act.input, raw) as z.output<A['input']>;
    const command = { operation: act.name, key, ...requestOf(target, raw) };
    return this.commands.run(actor, command, async (tx) => {
      const asked = (input as { version: number }).version;
      const note = await loadNote(tx, actor, idOfTarget(target), asked);
      work(tx, note, input);
      auditNote(tx, note, act.fact);
      return { id: note.id };
    });
  }
}

async function loadNote(tx: Transaction, actor: UserActor, id: string, asked: number): Promise<NoteRow> {
  const [note] = isId(id) ? await tx.query<NoteRow>(LOAD_NOTE, [id, ...sightOf(actor)]) : [];
  if (note === undefined) throw notFound('note');
  if (!mayChange(actor, note)) throw forbidden(WHO_CHANGES);
  if (note.version !== asked)
    throw new Refusal(
      'VERSION_CONFLICT',
      'You have changed this note elsewhere since you opened it. Look at it again.',
      ['input', 'version'],
      { currentVersion: note.version },
    );
  return note;
}
