import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';
import { wordsOf } from '../support/words-of-mail.js';
import { type Nominees, nomineesOf } from './nominees.js';
import { correctEmail, releaseDecisions } from './operations.js';

interface Previewed {
  readonly recipientEmail: string;
  readonly subject: string;
  readonly text: string;
  readonly nomination: { readonly id: string } | null;
}

interface Preview {
  readonly approved: number;
  readonly rejected: number;
  readonly reserved: number;
  readonly messageCount: number;
  readonly messages: readonly Previewed[];
  readonly notices: readonly Previewed[];
  readonly version: string;
}

const PREVIEW = `query ($c: ID!, $first: Int, $after: ID) {
  releasePreview(conferenceId: $c, first: $first, after: $after) {
    approved rejected reserved messageCount version
    messages { recipientEmail subject text nomination { id } }
    notices { recipientEmail subject text nomination { id } }
  }
}`;

describe('the preview of a release', () => {
  let product: Product;
  const approvals: string[] = [];
  let nominees: Nominees;

  const preview = async (page: { first?: number; after?: string } = {}): Promise<Preview> =>
    (
      await product
        .as('approver')
        .data<{ releasePreview: Preview }>(PREVIEW, { c: product.world.conferenceId, ...page })
    ).releasePreview;

  beforeAll(async () => {
    product = await startProduct({ places: 10 });
    nominees = nomineesOf(product);
    for (const name of ['Ana Muestra', 'Bo Prov', 'Célia Exemplo'])
      approvals.push(await nominees.decided(name, { outcome: 'APPROVE' }));
    await nominees.decided('Dora Vzor', {
      outcome: 'REJECT',
      reasonCode: 'BALANCE',
      reasonText: 'Too many from one place',
    });
  });

  afterAll(() => product.close());

  it('counts invitations and the notices of the bodies', async () => {
    const { approved, rejected, reserved, messageCount, messages, notices } = await preview();
    expect({ approved, rejected, reserved, messageCount }).toEqual({
      approved: 3,
      rejected: 1,
      reserved: 0,
      messageCount: 4,
    });
    expect(messages.map(({ nomination }) => nomination?.id)).toEqual([...approvals].sort());
    expect(notices.map(({ nomination }) => nomination)).toEqual([null]);
    expect(notices[0]?.text).toContain('Too many from one place');
  });

  it('is paged by the last nomination seen', async () => {
    const [first, second, third] = [...approvals].sort();
    const ids = ({ messages }: Preview) => messages.map(({ nomination }) => nomination?.id);
    expect(ids(await preview({ first: 2 }))).toEqual([first, second]);
    expect(ids(await preview({ first: 2, after: second ?? '' }))).toEqual([third]);
    const { errors } = await product
      .as('approver')
      .query(PREVIEW, { c: product.world.conferenceId, after: 'no-id' });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['INVALID_INPUT']);
  });

  it('lets nothing go but what was read, and says so', async () => {
    const release = (version: string) =>
      releaseDecisions(product.as('approver'), product.world.conferenceId, null, undefined, version);
    const codes = async (version: string) => (await release(version)).errors.map(({ code }) => code);
    const read = await preview();
    approvals.push(await nominees.decided('Eva Esempio', { outcome: 'APPROVE' }));
    expect(await codes(read.version)).toEqual(['PREVIEW_CHANGED']);

    const again = await preview();
    expect(again.approved).toBe(4);
    const [id = ''] = approvals;
    const { nomination } = await product
      .as('iccCoordinator')
      .data<{ nomination: { version: number } }>('query ($id: ID!) { nomination(id: $id) { version } }', {
        id,
      });
    await correctEmail(product.as('iccCoordinator'), id, {
      version: nomination.version,
      email: 'ana.corrected@people.example',
    });
    expect(await codes(again.version)).toEqual(['PREVIEW_CHANGED']);

    const { approved, version } = await preview();
    expect(approved).toBe(4);
    expect((await preview()).version).toBe(version);
  });

  it('shows word for word what is then sent, and the batch counts all of it', async () => {
    const { messages, notices, messageCount, version } = await preview();
    const { batch } = await releaseDecisions(
      product.as('approver'),
      product.world.conferenceId,
      null,
      undefined,
      version,
    );
    expect(batch?.size).toBe(5);
    const mails = await drain(
      async () => {
        const all = await product.sink.messages();
        return all.length >= messageCount ? all : undefined;
      },
      { what: 'the mails of the batch', timeoutMs: 20_000 },
    );
    const told = (list: readonly { to: string; subject: string; text: string }[]) =>
      list.map(({ to, subject, text }) => [to, subject, wordsOf(text)]).sort();
    expect(
      told(mails.map(({ envelope, subject, text }) => ({ to: envelope.to.join(), subject, text }))),
    ).toEqual(told([...notices, ...messages].map((one) => ({ ...one, to: one.recipientEmail }))));
    const sent = async () => {
      const { decisionBatches } = await product.as('approver').data<{
        decisionBatches: { nodes: { messagesSent: number; messagesFailed: number }[] };
      }>('query ($c: ID!) { decisionBatches(conferenceId: $c) { nodes { messagesSent messagesFailed } } }', {
        c: product.world.conferenceId,
      });
      return decisionBatches.nodes;
    };
    await drain(async () => (await sent())[0]?.messagesSent === messageCount, {
      what: 'the batch to count its mails as sent',
      timeoutMs: 20_000,
    });
    expect((await sent())[0]?.messagesFailed).toBe(0);
  });
});
