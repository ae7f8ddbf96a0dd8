import browserslist from 'browserslist';

/** What esbuild and lightningcss call the browsers of `browserslist`; Samsung's is Chromium under a number of its own. */
const NAMES: Readonly<Record<string, string>> = {
  chrome: 'chrome',
  edge: 'edge',
  firefox: 'firefox',
  ios_saf: 'ios',
  safari: 'safari',
};

/** The oldest version of each browser that package.json (`browserslist`) says the console is made for. */
export function oldestBrowsers(): ReadonlyMap<string, string> {
  const oldest = new Map<string, string>();
  for (const one of browserslist(undefined, { path: import.meta.dirname })) {
    const [name = '', versions = ''] = one.split(' ');
    const version = versions.split('-')[0] ?? '';
    const known = oldest.get(name);
    if (known === undefined || Number(version) < Number(known)) oldest.set(name, version);
  }
  return oldest;
}

/** The same for the compilers of scripts and styles, as in `chrome109`. */
export function buildTargets(): string[] {
  return [...oldestBrowsers()].flatMap(([name, version]) => {
    const known = NAMES[name];
    return known === undefined ? [] : [`${known}${version}`];
  });
}
