// `npm test`: everything, on a fresh clone. Installs and builds what is missing, brings up what the tests need, runs
// every check and every tier, and ends with one line of totals. `npm test -- --help` says how to run less.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { install, prepare, ROOT } from '../apps/cli/bin/prepare.mjs';
import { stagesTouched } from './support/run/changed.mjs';
import { recordDurations } from './support/run/durations.mjs';
import { equipMachine } from './support/run/machine.mjs';
import { readOptions } from './support/run/options.mjs';
import { OTHER_NODES, otherNode } from './support/run/other-nodes.mjs';
import { startServer } from './support/run/server.mjs';
import {
  ALONE,
  BROWSER,
  BROWSER_WORKERS,
  JEST_BUDGET,
  jestArgs,
  STAGES,
  TYPES,
  WRITE_TYPES,
} from './support/run/stages.mjs';
import { Totals } from './support/run/totals.mjs';

/** Milliseconds after which a stage that hangs is ended and counted as failed. */
const STAGE_LIMIT_MS = 45 * 60_000;
process.chdir(ROOT);
const reports = mkdtempSync(join(tmpdir(), 'plenary-reports-'));
const totals = new Totals();
const children = new Set();
let server;

const options = readOptions(process.argv.slice(2), ROOT);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void abandon());
try {
  await runAll(options);
} catch (error) {
  totals.fail(error instanceof Error ? error.message : String(error));
} finally {
  await cleanUp();
}
totals.print((line) => console.log(line));
process.exitCode = totals.failures.length > 0 ? 1 : 0;

async function runAll({ only, paths, changed, isRecording }) {
  cleanEnvironment();
  install();
  const stages = (changed === undefined ? STAGES : stagesTouched(STAGES, ROOT, changed)).filter(
    ({ name }) => only.length === 0 || only.includes(name),
  );
  const needs = new Set(stages.flatMap((stage) => stage.needs ?? []));
  if (needs.has('machine')) for (const missing of equipMachine()) shout(`SKIPPED: ${missing}`);
  if (needs.has('build')) prepare();
  const checks = stages.filter(({ wave }) => wave === 'checks');
  await withTypes(needs.has('types'), () => sideBySide(checks.map((stage) => () => runCheck(stage))));
  if (needs.has('server')) {
    server = await startServer(ROOT);
    Object.assign(process.env, server.env);
  }
  const tiers = stages.filter(({ kind }) => kind === 'jest');
  if (tiers.length > 0) await runJest(tiers, paths, isRecording);
  await sideBySide(stages.filter(({ wave }) => wave === 'smoke').flatMap(smokeRuns));
}

/** What a demonstration promises holds on current releases of Node too. */
function smokeRuns(stage) {
  return [() => runNodeTests(stage), ...OTHER_NODES.map((major) => () => runOnNode(stage, major))];
}

/** Two at a time, for that is how many cores a small machine has. */
async function sideBySide(jobs) {
  const queue = [...jobs];
  const worker = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) await job();
  };
  await Promise.all([worker(), worker()]);
}

/**
 * While the checks run, the types of the console's operations are there, worked out once for compiler and linter. They
 * are taken away afterwards: after another change of an operation they would be wrong, and nothing would say so.
 */
async function withTypes(areNeeded, check) {
  if (!areNeeded) return check();
  try {
    const { exitCode, output } = await run(WRITE_TYPES, {}, true);
    if (exitCode !== 0)
      throw new Error(`The types of the console's operations could not be written:\n${output}`);
    await check();
  } finally {
    rmSync(TYPES, { force: true });
  }
}

async function runCheck(stage) {
  const report = join(reports, `${stage.name}.json`);
  const isVitest = stage.kind === 'vitest';
  const more = isVitest ? ['--reporter=dot', '--reporter=json', `--outputFile=${report}`] : [];
  const { exitCode, seconds, output } = await run([...stage.args, ...more], stage.env, true);
  if (isVitest) totals.addJestReport(stage.name, report, exitCode);
  else if (exitCode === 0) totals.pass();
  else totals.fail(stage.name);
  tell(stage, exitCode, seconds);
  if (exitCode !== 0) console.log(output);
}

async function runJest(tiers, paths, isRecording) {
  const chosen = tiers.flatMap((tier) => tier.paths ?? []);
  const name = tiers.map((tier) => tier.name).join(', ');
  if (chosen.length > 0) return runTests(name, tiers, ['--runTestsByPath', ...chosen]);
  if (paths.length > 0) return runTests(name, tiers, ['--', ...paths]);
  const drawn = tiers.filter((tier) => tier.name === BROWSER);
  const others = tiers.filter((tier) => tier.name !== BROWSER);
  const written = [];
  for (const [some, workers] of [
    [others, undefined],
    [drawn, BROWSER_WORKERS],
  ]) {
    const words = some.map((tier) => tier.name).join(', ');
    const extra = ['--testPathIgnorePatterns', '/node_modules/', ...ALONE];
    if (some.length > 0) written.push(await runTests(words, some, extra, workers));
  }
  if (others.length > 0) await runTests('one by one', others, ['--runTestsByPath', ...ALONE], 1);
  if (isRecording && totals.failures.length === 0) recordDurations(written, ROOT);
}

/** @returns the file of jest's report. */
async function runTests(name, tiers, extra, workers) {
  const report = join(reports, `jest-${workers ?? 'many'}.json`);
  console.log(`\n${name}`);
  const { exitCode, seconds } = await run(jestArgs(tiers, report, extra, workers), {}, false);
  totals.addJestReport(name, report, exitCode);
  tell({ name, budget: JEST_BUDGET }, exitCode, seconds);
  return report;
}

async function runNodeTests(stage, program = process.execPath) {
  const report = join(reports, `${stage.name}.tap`);
  const reporters = ['spec', 'stdout', 'tap', report];
  const flags = reporters.map((value, index) => `--test-reporter${index % 2 ? '-destination' : ''}=${value}`);
  console.log(`\n${stage.name}`);
  const { exitCode, seconds } = await run([...flags, ...stage.args], {}, false, program);
  totals.addTapReport(stage.name, report, exitCode);
  tell(stage, exitCode, seconds);
}

/** A stage that takes longer than it may is told, not failed: the machine may be busy with others. */
function tell({ name, budget }, exitCode, seconds) {
  const over = seconds > budget ? `, over its budget of ${budget} s` : '';
  console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s${over})`);
}

async function runOnNode(stage, major) {
  const program = otherNode(ROOT, major);
  if (program === undefined)
    shout(`SKIPPED: ${stage.name} on Node ${major}: npm could not fetch it for this machine`);
  else
    await runNodeTests(
      { ...stage, name: `${stage.name} on Node ${major}`, args: stage.argsOnOtherNodes },
      program,
    );
}

/** Runs Node with these arguments; a quiet run's output is returned instead of shown. */
function run(args, env, isQuiet, program = process.execPath) {
  const started = performance.now();
  return new Promise((done) => {
    const stdio = ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'];
    const child = spawn(program, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio });
    children.add(child);
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    const timer = setTimeout(() => child.kill('SIGKILL'), STAGE_LIMIT_MS);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      children.delete(child);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      done({ exitCode: code ?? signal, seconds, output: Buffer.concat(chunks).toString() });
    });
  });
}

/** What a developer's shell says about a real database, mail server or port is none of the tests' business. */
function cleanEnvironment() {
  const foreign =
    /^(PLENARY_(?!TEST_).*|DATABASE_.*|REDIS_URL|SMTP_URL|SMTP_ORACLE_URL|PUBLIC_URL|MAIL_FROM|PORT|HOST)$/;
  for (const name of Object.keys(process.env).filter((key) => foreign.test(key))) delete process.env[name];
}

function shout(line) {
  const rule = '!'.repeat(Math.min(100, line.length + 4));
  console.log(`\n${rule}\n! ${line}\n${rule}\n`);
}

async function cleanUp() {
  rmSync(TYPES, { force: true });
  await server?.stop();
  rmSync(reports, { recursive: true, force: true });
}

/** Ctrl-C: nothing that was started may outlive the run. */
async function abandon() {
  for (const child of children) child.kill('SIGTERM');
  await cleanUp();
  process.exit(130);
}
