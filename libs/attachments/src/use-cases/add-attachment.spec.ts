import { Buffer } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import { newId, Refusal, type UserActor } from '#libs/kernel';
import { type Commands, type Database } from '#libs/platform';
import { AttachmentSubjects } from '../attachment-subjects.js';
import { AddAttachment } from './add-attachment.js';
import { type FileKeeper } from './file-keeper.js';

const officer: UserActor = {
  kind: 'user',
  userId: 'officer',
  grants: [{ role: 'HOST_OFFICER', conferenceId: 'conference', bodyId: 'host' }],
  canWrite: true,
  via: 'session',
  credentialId: 'session',
} as unknown as UserActor;

/** A file that is in the store when the commit ends as told; which files are forgotten then. */
async function addedWhile(
  commit: () => Promise<{ id: string }>,
): Promise<{ ended: unknown; forgotten: string[] }> {
  const forgotten: string[] = [];
  const subjects = new AttachmentSubjects();
  subjects.register('nomination', () =>
    Promise.resolve({ conferenceId: 'conference', bodyId: 'body', stage: 'WITH_HOST' }),
  );
  const keeper = {
    keep: () => Promise.resolve({ id: 'kept', contentType: 'application/pdf', size: 1, sha256: '' }),
    forget: (id: string) => Promise.resolve(forgotten.push(id)),
  } as unknown as FileKeeper;
  const add = new AddAttachment({ run: commit } as unknown as Commands, {} as Database, subjects, keeper);
  const ended: unknown = await add
    .run(officer, 'key', { subjectId: newId() }, Buffer.from('A'))
    .catch((error: unknown) => error);
  return { ended, forgotten };
}

describe('A file in the store', () => {
  it('stays when its row is committed', async () => {
    expect(await addedWhile(() => Promise.resolve({ id: 'kept' }))).toEqual({
      ended: { id: 'kept' },
      forgotten: [],
    });
  });

  it('goes when it is refused, or was sent before', async () => {
    const refusal = new Refusal('FILE_REFUSED', 'Too many');
    expect(await addedWhile(() => Promise.reject(refusal))).toEqual({ ended: refusal, forgotten: ['kept'] });
    expect(await addedWhile(() => Promise.resolve({ id: 'before' }))).toEqual({
      ended: { id: 'before' },
      forgotten: ['kept'],
    });
  });

  it('stays when nobody knows whether its row was committed', async () => {
    const lost = new Error('The connection was lost during the commit');
    expect(await addedWhile(() => Promise.reject(lost))).toEqual({ ended: lost, forgotten: [] });
  });
});
