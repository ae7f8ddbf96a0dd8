import { type Readable, type Writable } from 'node:stream';
import { type ApiToken, type TokenOwner, type TokenWish } from '#libs/access';
import {
  type ExportedConversation,
  type ImportedConversation,
  type mapTopic,
  type takeSnapshot,
  type verifySnapshot,
} from '#libs/forum';
import { type ChainHead } from '#libs/kernel';
import { type QuotaVerdict } from '#libs/places';
import { type BackupReport, type Settings } from '#libs/platform';
import { type ConferenceFile } from './founding/conference-file.js';

/** A person of the demonstration whom anybody may sign in as. */
export interface SampleSignIn {
  readonly email: string;
  readonly name: string;
  /** The role in plain words, with its scope: "partner coordinator, ICC". */
  readonly role: string;
}

export interface AuditVerdict {
  readonly isIntact: boolean;
  /** Entries looked at. */
  readonly entries: number;
  /** One line each, empty where all is well. */
  readonly problems: readonly string[];
  /** The newest link. */
  readonly head: ChainHead | null;
}

/** What the API tells about itself. */
interface ApiFacts {
  readonly version: string;
  /** Where the mail catcher's pages are, in a demonstration. */
  readonly mailCatcherUrl?: string;
}

interface Part {
  close(): Promise<void>;
}

interface WorkerPart extends Part {
  /** Its own health page, on this machine. */
  readonly healthUrl?: string;
}

/** What the commands need of Plenary's parts; the tests of the commands stand in for it. */
export interface Product {
  /** Brings the database to the newest schema. @returns the migrations that it ran. */
  migrate(settings: Settings): Promise<readonly string[]>;
  /** Loads the demonstration conference, once. @returns false where it was there already. */
  seed(settings: Settings): Promise<boolean>;
  /** Writes a conference with its first administrator. @returns false where its slug is taken. */
  createConference(settings: Settings, file: ConferenceFile): Promise<boolean>;
  startApi(settings: Settings, facts: ApiFacts): Promise<Part>;
  startWorker(settings: Settings): Promise<WorkerPart>;
  sampleSignIns(settings: Settings): Promise<readonly SampleSignIn[]>;
  /** Makes an API token. Refuses what cannot be made, in words. */
  createToken(
    settings: Settings,
    whose: TokenOwner,
    wish: TokenWish,
  ): Promise<{ readonly id: string; readonly secret: string }>;
  listTokens(settings: Settings, whose: TokenOwner): Promise<readonly ApiToken[]>;
  /** @returns false where there is no such token. */
  revokeToken(settings: Settings, id: string): Promise<boolean>;
  /** @param expected a head that was kept elsewhere. */
  verifyAudit(settings: Settings, kept?: ChainHead): Promise<AuditVerdict>;
  /** Checks a file of the audit log without a database; `others`: entries of which it has the hashes alone. */
  verifyAuditFile(source: Readable, kept?: ChainHead): Promise<AuditVerdict & { readonly others: number }>;
  /** Compares all quotas, or those of one conference, with their ledger and with whoever has a place. */
  verifyQuotas(settings: Settings, conference?: string): Promise<QuotaVerdict>;
  /** Loads the folder of a Polis export as a topic of a conference. Refuses what cannot be loaded, in words. */
  importConversation(
    settings: Settings,
    wish: { readonly dir: string; readonly conference: string; readonly title?: string | undefined },
  ): Promise<ImportedConversation>;
  /** Writes a topic into a folder, complete, for whoever keeps the data. */
  exportConversation(settings: Settings, topic: string, dir: string): Promise<ExportedConversation>;
  /** The map of a topic, from its ballots. */
  mapTopic: typeof mapTopic;
  /** Keeps the map of a topic as it is now. */
  takeSnapshot: typeof takeSnapshot;
  /** Makes the map of a snapshot again. */
  verifySnapshot: typeof verifySnapshot;
  /** Writes everything that the database keeps, compressed, to `target`. */
  writeBackup(settings: Settings, target: Writable): Promise<BackupReport>;
  /** Reads a backup to its end. */
  checkBackup(source: Readable): Promise<BackupReport>;
  /** Fills an empty database. `isMailKept`: what waited to be sent still does. */
  restoreBackup(
    settings: Settings,
    source: Readable,
    options: { readonly isMailKept: boolean },
  ): Promise<BackupReport>;
  /** Sends one real mail by the mail server of the settings, and says each step. */
  testMail(
    settings: Settings,
    address: string,
    say: (line: string) => void,
  ): Promise<{ readonly isTaken: boolean; readonly problem?: string }>;
  /** The GraphQL schema as SDL. */
  printSchema(settings: Settings): Promise<string>;
  /** The names of the kinds of messages, as JSON. */
  messageKindNames(): string;
}

/** Loads the parts on first use: `--help` and `status` answer at once without them. */
export type ProductLoader = () => Promise<Product>;
