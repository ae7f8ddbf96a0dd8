import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
  }[];
}

/**
 * What axe finds wrong on the page as it stands. It is brought in by the debugger, since the page's content security
 * policy rightly lets no script of ours in.
 */
export async function violationsOn(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const isThere = await session.send('Runtime.evaluate', { expression: "typeof axe === 'object'" });
  if (isThere.result.value !== true) await session.send('Runtime.evaluate', { expression: AXE });
  // Only what is wrong is told of each element; of what is right, axe would work out as much again.
  const options = { runOnly: RULES, resultTypes: ['violations'] };
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => ({ violations }))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails !== undefined) throw new Error(`axe failed: ${exceptionDetails.text}`);
  const { violations } = result.value as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** By how many pixels the page is wider than its window: a person would have to scroll sideways. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  );
}

/** Elements that stick out of the window at the side, for the message of a test that fails. */
export function elementsOutside(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main :not(thead *)')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return (
          element.checkVisibility() &&
          width > 1 &&
          (right > document.documentElement.clientWidth + 1 || left < -1)
        );
      })
      .slice(0, 5)
      .map(
        (element) => `${element.tagName}.${element.className}: ${(element.textContent ?? '').slice(0, 40)}`,
      ),
  );
}
