import * as z from 'zod';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { instantSchema } from '../../../shared/domain/common.ts';
import type { RecordEntry } from '../../../shared/protocol/console-api/record-calls.ts';
import { useSourceName } from '../../state/names.ts';
import { useOfficers } from '../../state/use-seat.ts';
import { useFormat } from '../../text/use-text.ts';
import { describeCommand } from '../../widgets/command/describe-command.ts';
import { useWords } from '../../widgets/command/use-words.ts';
import { inLanguage } from '../../widgets/command/words.ts';

const who = z.object({ officer: z.string(), post: z.string() });
const times = z.object({ entry: instantSchema, event: instantSchema, receipt: instantSchema });
const shown = z.object({
  body: z.record(z.string(), z.unknown()),
  time: times,
  who: who.nullable(),
  prev: z.string(),
});
export type ShownEntry = z.infer<typeof shown>;

const command = z.object({
  commandId: z.string(),
  type: z.string(),
  topic: z.string(),
  entityId: z.string(),
  payload: z.unknown(),
});
const cursors = z.record(z.string(), z.object({ epoch: z.string(), seq: z.number() }));
const result = z.object({
  commandId: z.string(),
  state: z.enum([
    'queued', 'sent', 'unknown', 'accepted', 'effectSeen', 'rejected', 'conflict', 'expired', 'withdrawn', 'undone',
  ]),
}); // prettier-ignore

/** What a window reads of an entry; null: the core could not read the line itself. */
export function readEntry({ entry }: RecordEntry): ShownEntry | null {
  const parsed = shown.safeParse(entry);
  return parsed.success ? parsed.data : null;
}

/** Where each feed stood when the order was given. */
export function cursorsOf({ body }: ShownEntry): readonly (readonly [string, number])[] {
  const parsed = cursors.safeParse(body['seen']);
  return parsed.success ? Object.entries(parsed.data).map(([feed, { seq }]) => [feed, seq] as const) : [];
}

export function sealedIn({ body }: ShownEntry): number {
  return JSON.stringify(body).split('{"sealed":').length - 1;
}

export function commandIdOf(entry: RecordEntry): string | null {
  const body = readEntry(entry)?.body;
  const parsed = command.safeParse(body?.['command']);
  return parsed.success ? parsed.data.commandId : null;
}

/** The entries in words. @param numberOf the entry that holds a command's intent, where it is known. */
export function useEntryWords(numberOf: (commandId: string) => number | undefined) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const words = useWords();
  const feedName = useSourceName();
  const officers = useOfficers();
  return useMemo(() => {
    const text = (value: unknown): string =>
      typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const what = ({ kind }: RecordEntry, { body }: ShownEntry): string => {
      if (body['tooLarge'] !== undefined) return t('what.tooLarge');
      switch (kind) {
        case 'intent': {
          const parsed = command.safeParse(body['command']);
          if (!parsed.success) return '';
          return inLanguage(words, describeCommand(words, { ...parsed.data, title: null }));
        }
        case 'result': {
          const parsed = result.safeParse(body);
          if (!parsed.success) return '';
          const state = t(`state.${parsed.data.state}`);
          const no = numberOf(parsed.data.commandId);
          return no === undefined ? t('what.resultOther', { state }) : t('what.result', { state, no });
        }
        case 'start':
        case 'stop': {
          const software = z.object({ version: z.string() }).safeParse(body['software']);
          return software.success ? t('what.start', { version: software.data.version }) : '';
        }
        case 'link':
          return t(body['live'] === true ? 'what.link.up' : 'what.link.down', { feed: feedName(text(body['feed'])) });
        case 'seat': {
          const { state } = body;
          return state === 'signedIn' || state === 'locked' || state === 'signedOut' ? t(`what.seat.${state}`) : '';
        }
        case 'export':
          return t(body['redacted'] === true ? 'what.export.redacted' : 'what.export.full', {
            purpose: text(body['purpose']),
          });
        case 'gap':
          return t('what.gap', { from: text(body['entries']) });
        case 'restored':
          return t('what.restored', { from: text(body['from']), to: text(body['to']) });
        case 'key':
          return t('what.key');
        case 'genesis':
          return t('what.genesis', { key: text(body['publicKey']).slice(0, 16) });
        default:
          return '';
      }
    };
    const name = ({ who: by }: ShownEntry): string => {
      if (!by) return t('console');
      const officer = officers?.find(({ id }) => id === by.officer);
      return officer ? format.text(officer.name) : by.officer;
    };
    return { what, name };
  }, [t, format, words, feedName, officers, numberOf]);
}
