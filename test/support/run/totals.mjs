import { existsSync, readFileSync } from 'node:fs';

/** Counts over all stages, with the names of what failed and what was skipped. */
export class Totals {
  passed = 0;
  failures = [];
  skips = [];

  pass(count = 1) {
    this.passed += count;
  }

  fail(name) {
    this.failures.push(name);
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
      else if (test.status === 'failed') this.fail(title);
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
      for (const name of names) say(`  ${name}`);
    };
    list('SKIPPED', this.skips);
    list('FAILED', this.failures);
    say('');
    say(`${this.passed} passed, ${this.failures.length} failed, ${this.skips.length} skipped`);
  }
}
