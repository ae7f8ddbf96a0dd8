import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** How much is told at the end of why a test failed: the rest stands where it ran. */
const REASON = { lines: 12, letters: 800 };

/** Counts over all stages, with the names of what failed and what was skipped. */
export class Totals {
  passed = 0;
  failures = [];
  skips = [];
  reasons = new Map();

  pass(count = 1) {
    this.passed += count;
  }

  fail(name, reason = '') {
    this.failures.push(name);
    this.reasons.set(name, beginning(reason));
  }

  skip(name) {
    this.skips.push(name);
  }

  /** Adds a report in the shape that both jest and vitest write. A run without a report is a failure, not silence. */
  addJestReport(stage, file, exitCode) {
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    if (!report) {
      this.fail(`${stage}: ended with ${exitCode} and no report`);
      return;
    }
    for (const suite of report.testResults) this.addSuite(stage, suite);
    const counted = this.failures.some((name) => name.startsWith(`${stage}: `));
    if (exitCode !== 0 && !counted) this.fail(`${stage}: ended with ${exitCode} although no test failed`);
  }

  addSuite(stage, { name, status, assertionResults, message }) {
    const file = name.replace(`${process.cwd()}/`, '');
    for (const test of assertionResults) {
      const title = `${stage}: ${file}: ${test.fullName}`;
      if (test.status === 'passed') this.pass();
      else if (test.status === 'failed') this.fail(title, test.failureMessages?.[0]);
      else this.skip(title);
    }
    // A file that could not even be loaded has no tests to fail.
    const failedAlone = status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
    if (failedAlone) this.fail(`${stage}: ${file}: ${(message ?? '').trim().split('\n')[0]}`);
  }

  /** Adds the counts that `node --test` prints at the end of its TAP report. */
  addTapReport(stage, file, exitCode) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
    this.pass(count('pass'));
    for (const [, title] of text.matchAll(/^\s*not ok \d+ - (?!.*# (?:SKIP|TODO))(.*)$/gm))
      this.fail(`${stage}: ${title}`);
    for (const [, title] of text.matchAll(/^\s*ok \d+ - (.*) # SKIP/gm)) this.skip(`${stage}: ${title}`);
    const counted = this.failures.some((name) => name.startsWith(`${stage}: `));
    if (exitCode !== 0 && !counted) this.fail(`${stage}: ended with ${exitCode}`);
  }

  /** Everything a reader needs at the end; the last line is the totals, always in the same words. */
  print(say) {
    const list = (title, names) => {
      if (names.length === 0) return;
      say(`\n${title}`);
      for (const name of names) say(`  ${name}${this.reasons.get(name) ?? ''}`);
    };
    list('SKIPPED', this.skips);
    list('FAILED', this.failures);
    // Again by name alone: where a long output is shown by its end, nothing is missing from it.
    for (const name of this.failures) say(`FAILED ${name}`.slice(0, REASON.letters));
    say('');
    say(`${this.passed} passed, ${this.failures.length} failed, ${this.skips.length} skipped`);
  }
}

/** The first lines of why a test failed, each under the other, without colours. */
function beginning(reason) {
  const lines = stripVTControlCharacters(reason)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines
    .slice(0, REASON.lines)
    .map((line) => `\n      ${line.slice(0, REASON.letters)}`)
    .join('');
}
