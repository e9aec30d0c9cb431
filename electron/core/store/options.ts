import { DAY, HOUR } from '../../../shared/kit/time.ts';

/** Amounts of the store; tests take small ones. */
export interface StoreOptions {
  /** R3: kept free for the outbox when everything else is full. */
  readonly reserveBytes: number;
  /** R3: below this the officer is warned. */
  readonly lowBytes: number;
  readonly backupEvery: number;
  readonly backupsKept: number;
  /** A larger database is backed up without what the feeds can give again, and without its history. */
  readonly fullBackupBytes: number;
  readonly historyAge: number;
  readonly historyBytes: number;
}

const MEBIBYTE = 1024 * 1024;

export const DEFAULT_OPTIONS: StoreOptions = {
  reserveBytes: 64 * MEBIBYTE,
  lowBytes: 500 * MEBIBYTE,
  backupEvery: HOUR,
  backupsKept: 24,
  fullBackupBytes: 256 * MEBIBYTE,
  historyAge: 30 * DAY,
  historyBytes: 5 * 1024 * MEBIBYTE,
};
