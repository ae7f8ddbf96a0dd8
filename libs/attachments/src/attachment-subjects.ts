import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type AttachedSubject } from './domain/attachment.js';

/** A file that a body has added to what is with the host already. */
export interface LaterFile {
  readonly subjectId: string;
  readonly attachmentId: string;
}

/** A kind of thing that files are attached to. */
export interface AttachmentSubject {
  /** Whose a thing is; undefined where there is none of this id in the actor's sight. */
  readonly find: (
    tx: Pick<Transaction, 'query'>,
    actor: Actor,
    id: string,
  ) => Promise<AttachedSubject | undefined>;
  /** Tells the host of a file that its body adds while it is with the host. */
  readonly tellHost?: (tx: Transaction, file: LaterFile) => Promise<void>;
}

export type FoundSubject = AttachedSubject &
  Pick<AttachmentSubject, 'tellHost'> & { readonly type: string; readonly id: string };

/** What files can be attached to: each type is registered by the context that has it. */
@Injectable()
export class AttachmentSubjects {
  private readonly types = new Map<string, AttachmentSubject>();

  /** @param type the word that the trail has for it: `nomination` */
  register(type: string, subject: AttachmentSubject): void {
    this.types.set(type, subject);
  }

  /** Ids do not tell their type, so every type is asked. */
  async find(tx: Pick<Transaction, 'query'>, actor: Actor, id: string): Promise<FoundSubject | undefined> {
    const found = await Promise.all(
      [...this.types].map(async ([type, { find, tellHost }]) => {
        const subject = await find(tx, actor, id);
        return subject === undefined
          ? undefined
          : { ...subject, type, id, ...(tellHost !== undefined && { tellHost }) };
      }),
    );
    return found.find((subject) => subject !== undefined);
  }
}
