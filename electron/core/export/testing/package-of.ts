import { join } from 'node:path';
import { instant } from '../../../../shared/kit/time.ts';
import type { ReportLanguage } from '../../../../shared/protocol/console-api/record-calls.ts';
import { writePackage, type PackageOrder } from '../../records/package/write-package.ts';
import { STATION, type LogDesk } from '../../records/testing/log-desk.ts';
import { boundByDecisions, composeAfterAction } from '../after-action.ts';
import { readNames } from '../names.ts';
import { OFFICERS } from './flood-night.ts';

export const RESOURCES = join(import.meta.dirname, '../../../../resources');

/** Exports a desk as the console does. @returns the folder. */
export async function packageOf(
  { store, keeper, key, profile, clock }: LogDesk,
  folder: string,
  { redacted = false, language = 'both' }: { readonly redacted?: boolean; readonly language?: ReportLanguage } = {},
): Promise<string> {
  const order: PackageOrder = {
    folder,
    resources: RESOURCES,
    station: STATION,
    publicKey: key.publicKey,
    appVersion: '1.2.3',
    at: instant(clock.now() + (redacted ? 1_000 : 0)),
    by: { officer: 'zhou-yanning', post: 'CCC-DL', authority: 'dispatch-iv' },
    purpose: '复盘：东门桥积水处置',
    redacted,
    log: store.read.log,
    notes: keeper.notes(),
    sign: (bytes) => key.signRaw(bytes),
    check: () => undefined,
    attachments: join(profile.path, 'attachments'),
    alsoBound: () => boundByDecisions(store.read, STATION),
    compose: (draft, written) =>
      composeAfterAction(
        {
          read: store.read,
          names: readNames(RESOURCES, true, OFFICERS),
          isDemo: true,
          zone: 'Asia/Shanghai',
          language,
          scope: { from: null, until: null, incident: null },
          pace: () => Promise.resolve(),
          warn: (message, error) => {
            throw new Error(message, { cause: error });
          },
        },
        order,
        draft,
        written,
      ),
  };
  return (await writePackage(order)).folder;
}
