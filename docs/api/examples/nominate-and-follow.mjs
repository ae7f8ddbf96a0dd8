// node nominate-and-follow.mjs cursor.txt
//
// Nominates one person, and tells what has happened to your nominations since the last run. Run it as often as you like: nothing happens
// twice, and nothing is missed.
import { readFile, writeFile } from 'node:fs/promises';
import { CursorExpired, graphql, PlenaryClient } from 'plenary-client';

const [cursorFile] = process.argv.slice(2);
const { PLENARY_URL: url, PLENARY_TOKEN: token, PLENARY_CONFERENCE: slug } = process.env;
const client = new PlenaryClient({ url, token });

/** The data of an answer; a refusal ends the program, in words. */
function dataOf(answer) {
  if (!answer.isRefused) return answer.data;
  for (const { code, message } of answer.refusals) console.error(`${code} ${message}`);
  process.exit(1);
}

const WHERE = graphql(`
  query ($slug: String!) {
    conference(slug: $slug) {
      id
      constituencies {
        id
      }
    }
    viewer {
      apiToken {
        body {
          id
        }
      }
      grants {
        body {
          id
        }
      }
    }
  }
`);
const { conference, viewer } = dataOf(await client.query(WHERE, { slug }));
if (conference === null) {
  console.error(`There is no conference "${slug}" for this token.`);
  process.exit(1);
}
// A token of the body says which; a person's says it by the person's roles.
const body = viewer.apiToken.body ?? viewer.grants[0].body;

const NOMINATE = graphql(`
  mutation ($input: CreateNominationInput!) {
    createNomination(input: $input) {
      nomination {
        reference
        state
      }
      errors {
        code
        message
        path
        existing {
          reference
          state
        }
      }
    }
  }
`);
const nominated = await client.mutate(NOMINATE, {
  input: {
    conferenceId: conference.id,
    bodyId: body.id,
    constituencyId: conference.constituencies[0].id,
    externalReference: 'CRM-4711',
    person: { name: 'Ada Sample', email: 'ada.sample@networks.example', organisation: 'Sample Networks' },
    isSubmitted: true,
  },
});
// Refused for the key or the address that is there already: with the nomination that has it.
const there = nominated.isRefused && nominated.refusals.find(({ existing }) => existing)?.existing;
const { reference, state } = there || dataOf(nominated).createNomination.nomination;
console.log(there ? 'was there' : 'nominated', reference, state);

const after = await readFile(cursorFile, 'utf8').catch(() => null);
try {
  for await (const change of client.changes({ conferenceId: conference.id, after })) {
    console.log(change.kind, change.externalReference, change.nomination?.state);
    // After the work, in the same transaction where you can.
    await writeFile(cursorFile, change.cursor);
  }
} catch (error) {
  if (!(error instanceof CursorExpired)) throw error;
  // Read all of your nominations anew, then begin without the cursor.
  console.error(error.message);
  process.exitCode = 1;
}
