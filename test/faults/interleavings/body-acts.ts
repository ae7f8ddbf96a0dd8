import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { sendFile } from '../../journeys/lists-of-a-body.js';
import { actOnMany, createNomination } from '../../journeys/operations.js';
import { COORDINATOR } from './ground.js';
import { type Model } from './model.js';
import { type Choice, codesOf, data, personOf, type Prepared, type Refused } from './prepared.js';

export const create =
  (isSubmitted: boolean) =>
  (_model: Model, { body, pick }: Choice): Prepared => ({
    says: `${isSubmitted ? 'create and submit' : 'draft'} ${personOf(body, pick).email} of ${body}`,
    run: async (ground) => {
      const { conferenceId, business, [body]: bodyId } = ground.world;
      const person = personOf(body, pick);
      const asked = { conferenceId, bodyId, constituencyId: business, person, isSubmitted };
      return codesOf(await createNomination(ground.as(COORDINATOR[body]), asked));
    },
    mayBeRefused: ['ALREADY_NOMINATED', 'QUOTA_SPENT'],
    isSilentTo: (other) => other !== body,
  });

/** A file of three, applied as soon as it is read. The rest is the worker's. */
export const importFile = (model: Model, { body, pick }: Choice): Prepared => ({
  says: `import three from ${pick} for ${body}`,
  run: async (ground) => {
    const lines = [0, 1, 2].map((more) => {
      const { name, email, organisation } = personOf(body, pick + more);
      return `${name},${email},${organisation},Business`;
    });
    const file = Buffer.from(`Name,E-mail,Organisation,Sector\n${lines.join('\n')}\n`);
    const by = COORDINATOR[body];
    const { id, code, message } = await sendFile(
      ground.product.url,
      { authorization: `Bearer ${ground.tokenOf(by)}` },
      file,
      {
        idempotencyKey: randomUUID(),
        bodyId: ground.world[body],
      },
    );
    if (id === undefined) throw new Error(`The file was not taken: ${code ?? ''} ${message ?? ''}`);
    const { importPreview, importList } = await ground.as(by).data<{
      importPreview: { counts: { toDraft: number; toUpdate: number; toLeave: number } };
      importList: { version: number };
    }>('query ($id: ID!) { importPreview(listId: $id) { counts { toDraft toUpdate toLeave } } importList(id: $id) { version } }', { id });
    const { toDraft, toUpdate, toLeave } = importPreview.counts;
    const input = { id, version: importList.version, toDraft, toUpdate, toLeave };
    const codes = codesOf(await data<Refused>(ground, by, 'applyImportList', input));
    if (codes.length === 0) model.lists.push({ id, body });
    return codes;
  },
  // Nothing of it is new, or somebody has drafted one of them since it was looked at.
  mayBeRefused: ['ACTION_UNAVAILABLE', 'COUNTS_CHANGED'],
  isSilentTo: (other) => other !== body,
});

export const undoImport = (model: Model, { body }: Choice): Prepared | undefined => {
  const list = model.lists.findLast((one) => one.body === body);
  return (
    list && {
      says: `undo the last import of ${body}`,
      run: async (ground) => {
        const by = COORDINATOR[body];
        const { importList } = await ground
          .as(by)
          .data<{ importList: { version: number } }>('query ($id: ID!) { importList(id: $id) { version } }', {
            id: list.id,
          });
        return codesOf(
          await data<Refused>(ground, by, 'undoImportList', { id: list.id, version: importList.version }),
        );
      },
      mayBeRefused: ['ACTION_UNAVAILABLE', 'NOT_UNDOABLE'],
      isSilentTo: (other) => other !== body,
    }
  );
};

export const submitAll = (model: Model, { body }: Choice): Prepared | undefined => {
  const drafts = model.nominations.filter(
    (one) => one.body === body && ['DRAFT', 'RETURNED'].includes(one.state),
  );
  return drafts.length < 2
    ? undefined
    : {
        says: `submit ${drafts.map(({ reference }) => reference).join(', ')} of ${body}`,
        run: async (ground) => {
          const { results, errors } = await actOnMany(
            ground.as(COORDINATOR[body]),
            'submitNomination',
            drafts.map(({ id, version }) => ({ id, version })),
          );
          return [...errors, ...(results ?? []).flatMap((one) => one.errors)].map(({ code }) => code);
        },
        mayBeRefused: ['QUOTA_SPENT', 'ALREADY_NOMINATED'],
        isSilentTo: (other) => other !== body,
      };
};
