import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type NotedSubject } from './policies/note.policy.js';

/** Whose a thing of one type is; undefined where there is none of this id in the actor's sight. */
export type FindNoted = (
  tx: Pick<Transaction, 'query'>,
  actor: Actor,
  id: string,
) => Promise<NotedSubject | undefined>;

/** What can be noted about: each type is registered by the context that has it. */
@Injectable()
export class NoteSubjects {
  private readonly types = new Map<string, FindNoted>();

  /** @param type the word that the trail has for it: `nomination` */
  register(type: string, find: FindNoted): void {
    this.types.set(type, find);
  }

  /** Ids do not tell their type, so every type is asked. */
  async find(
    tx: Pick<Transaction, 'query'>,
    actor: Actor,
    id: string,
  ): Promise<(NotedSubject & { readonly type: string }) | undefined> {
    const found = await Promise.all(
      [...this.types].map(async ([type, find]) => {
        const subject = await find(tx, actor, id);
        return subject === undefined ? undefined : { ...subject, type };
      }),
    );
    return found.find((subject) => subject !== undefined);
  }
}
