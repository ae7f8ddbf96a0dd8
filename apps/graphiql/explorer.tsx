import { createGraphiQLFetcher, type Storage } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { useId, useMemo, useState } from 'react';

const FIRST_QUERY = `# Ctrl-Enter runs the query, Ctrl-Space completes it.
{
  viewer {
    user { name }
    grants { role body { name } }
  }
  conferences { id slug name }
}
`;

/** GraphiQL for whoever has a token. The token stays in this page's memory: in no address, no storage, and gone with the tab. */
export function Explorer() {
  const [token, setToken] = useState('');
  const [typed, setTyped] = useState('');
  const id = useId();
  return (
    <>
      <header className="bar">
        <h1>GraphiQL</h1>
        <form
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            setToken(typed.trim());
          }}
        >
          <label htmlFor={id}>API token</label>
          <input
            id={id}
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <button>Use this token</button>
        </form>
        <a href="/developers">Pages for developers</a>
      </header>
      {token === '' ? (
        <main className="hint">
          <p>
            Give an API token: the schema is shown to tokens alone. You make one in the console, under
            Account. It stays in this page and is gone when you close or reload it.
          </p>
        </main>
      ) : (
        <main className="work">
          <Workbench key={token} token={token} />
        </main>
      )}
    </>
  );
}

function Workbench({ token }: { readonly token: string }) {
  const fetcher = useMemo(() => fetcherOf(token), [token]);
  const [storage] = useState(inMemory);
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      defaultQuery={FIRST_QUERY}
      isHeadersEditorEnabled={false}
      shouldPersistHeaders={false}
    />
  );
}

/** Asks as the token alone: the cookie of a console in the same browser stays at home. */
function fetcherOf(token: string) {
  const authorization = `Bearer ${token}`;
  const url = `${location.origin}/graphql`;
  return createGraphiQLFetcher({
    url,
    headers: { authorization },
    fetch: (address, init) => fetch(address, { ...init, credentials: 'omit' }),
    wsClient: createClient({ url: url.replace(/^http/, 'ws'), connectionParams: { authorization } }),
  });
}

/** What is typed may name people: it is kept as long as the page is. */
function inMemory(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}
