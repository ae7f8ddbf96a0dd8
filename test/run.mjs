// `npm test`: everything, on a fresh clone. Installs and builds what is missing, brings up what the tests need, runs
// every check and every tier, and ends with one line of totals. `npm test -- --help` says how to run less.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { install, prepare, ROOT } from '../apps/cli/bin/prepare.mjs';
import { equipMachine } from './support/run/machine.mjs';
import { OTHER_NODES, otherNode } from './support/run/other-nodes.mjs';
import { startServer } from './support/run/server.mjs';
import { JEST_ENV, jestArgs, STAGES } from './support/run/stages.mjs';
import { Totals } from './support/run/totals.mjs';

/** Milliseconds after which a stage that hangs is ended and counted as failed. */
const STAGE_LIMIT_MS = 30 * 60_000;
const HELP = `npm test                                    everything
npm test -- --only unit,int                 some stages: ${STAGES.map(({ name }) => name).join(', ')}
npm test -- --only int libs/nominations     only test files whose path contains a text
node test/run.mjs --stop                    stop the database that single test runs share`;

process.chdir(ROOT);
const reports = mkdtempSync(join(tmpdir(), 'plenary-reports-'));
const totals = new Totals();
const children = new Set();
let server;

const options = readArgs(process.argv.slice(2));
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

async function runAll({ only, paths }) {
  cleanEnvironment();
  install();
  const stages = STAGES.filter(({ name }) => only.length === 0 || only.includes(name));
  const needs = new Set(stages.flatMap((stage) => stage.needs ?? []));
  if (needs.has('machine')) for (const missing of equipMachine()) shout(`SKIPPED: ${missing}`);
  if (needs.has('build')) prepare();
  const checks = stages.filter(({ wave }) => wave === 'checks');
  await sideBySide(checks.map((stage) => () => runCheck(stage)));
  if (needs.has('server')) {
    server = await startServer(ROOT);
    Object.assign(process.env, server.env);
  }
  for (const wave of ['jest', 'alone']) {
    const tiers = stages.filter((stage) => stage.wave === wave);
    if (tiers.length > 0) await runJest(tiers, paths);
  }
  for (const stage of stages.filter(({ wave }) => wave === 'smoke')) {
    await runNodeTests(stage);
    for (const major of OTHER_NODES) await runOnNode(stage, major);
  }
}

/** Two at a time, for that is how many cores a small machine has. */
async function sideBySide(jobs) {
  const queue = [...jobs];
  const worker = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) await job();
  };
  await Promise.all([worker(), worker()]);
}

async function runCheck(stage) {
  const report = join(reports, `${stage.name}.json`);
  const isVitest = stage.kind === 'vitest';
  const more = isVitest ? ['--reporter=dot', '--reporter=json', `--outputFile=${report}`] : [];
  const { exitCode, seconds, output } = await run([...stage.args, ...more], stage.env, true);
  if (isVitest) totals.addJestReport(stage.name, report, exitCode);
  else if (exitCode === 0) totals.pass();
  else totals.fail(stage.name);
  console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${stage.name} (${seconds} s)`);
  if (exitCode !== 0) console.log(output);
}

async function runJest(tiers, paths) {
  const name = tiers.map((tier) => tier.name).join(', ');
  const report = join(reports, `${tiers[0].wave}.json`);
  console.log(`\n${name}`);
  const { exitCode, seconds } = await run(jestArgs(tiers, report, paths), JEST_ENV, false);
  totals.addJestReport(name, report, exitCode);
  console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
}

async function runNodeTests(stage, program = process.execPath) {
  const report = join(reports, `${stage.name}.tap`);
  const reporters = ['spec', 'stdout', 'tap', report];
  const flags = reporters.map((value, index) => `--test-reporter${index % 2 ? '-destination' : ''}=${value}`);
  console.log(`\n${stage.name}`);
  const { exitCode, seconds } = await run([...flags, ...stage.args], {}, false, program);
  totals.addTapReport(stage.name, report, exitCode);
  console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${stage.name} (${seconds} s)`);
}

/** The demonstration once more: what a demonstration promises holds on current releases of Node too. */
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

function readArgs(args) {
  if (args.includes('--help')) {
    console.log(HELP);
    process.exit(0);
  }
  if (args.includes('--stop')) stopSharedServer();
  const at = args.findIndex((arg) => arg === '--only' || arg.startsWith('--only='));
  if (at < 0) return { only: [], paths: args };
  const value = args[at].includes('=') ? args[at].slice('--only='.length) : args[at + 1];
  const only = (value ?? '').split(',').filter((name) => name !== '');
  const unknown = only.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (only.length === 0 || unknown.length > 0) {
    console.error(`No stage is named ${unknown.join(' or ') || '(nothing)'}.\n\n${HELP}`);
    process.exit(1);
  }
  const rest = args.slice(at + (args[at].includes('=') ? 1 : 2));
  return { only, paths: [...args.slice(0, at), ...rest] };
}

/** The database that `npx jest` runs share; where it is found, libs/testing says. */
function stopSharedServer() {
  const checkout = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
  const file = join(tmpdir(), `plenary-test-${process.getuid?.() ?? 'user'}-${checkout}`, 'server.json');
  try {
    const { pid } = JSON.parse(readFileSync(file, 'utf8'));
    process.kill(pid, 'SIGTERM');
    console.log(`Stopped the test database (process ${pid}).`);
  } catch {
    console.log('No test database runs.');
  }
  process.exit(0);
}

function shout(line) {
  const rule = '!'.repeat(Math.min(100, line.length + 4));
  console.log(`\n${rule}\n! ${line}\n${rule}\n`);
}

async function cleanUp() {
  await server?.stop();
  rmSync(reports, { recursive: true, force: true });
}

/** Ctrl-C: nothing that was started may outlive the run. */
async function abandon() {
  for (const child of children) child.kill('SIGTERM');
  await cleanUp();
  process.exit(130);
}
