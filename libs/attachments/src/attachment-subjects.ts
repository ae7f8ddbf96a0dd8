import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type AttachedSubject } from './domain/attachment.js';

/** Whose a thing of one type is; undefined where there is none of this id in the actor's sight. */
export type FindAttached = (
  tx: Pick<Transaction, 'query'>,
  actor: Actor,
  id: string,
) => Promise<AttachedSubject | undefined>;

export type FoundSubject = AttachedSubject & { readonly type: string; readonly id: string };

/** What files can be attached to: each type is registered by the context that has it. */
@Injectable()
export class AttachmentSubjects {
  private readonly types = new Map<string, FindAttached>();

  /** @param type the word that the trail has for it: `nomination` */
  register(type: string, find: FindAttached): void {
    this.types.set(type, find);
  }

  /** Ids do not tell their type, so every type is asked. */
  async find(tx: Pick<Transaction, 'query'>, actor: Actor, id: string): Promise<FoundSubject | undefined> {
    const found = await Promise.all(
      [...this.types].map(async ([type, find]) => {
        const subject = await find(tx, actor, id);
        return subject === undefined ? undefined : { ...subject, type, id };
      }),
    );
    return found.find((subject) => subject !== undefined);
  }
}
