import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '../../../shared/domain/common.ts';
import { DISTRICT_LEADER } from '../../../shared/domain/template-check.ts';
import type { TemplateKnown } from '../../../shared/domain/template-check.ts';
import type { PlanBook } from '../../../shared/protocol/console-api/template-calls.ts';
import type { Link } from '../../link/link.ts';
import { useConsole } from '../../state/console.ts';
import { useFormat } from '../../text/use-text.ts';

/** It does not change while the console runs: asked once a window. */
const asked = new WeakMap<Link, Promise<PlanBook>>();

function ask(link: Link): Promise<PlanBook> {
  const known = asked.get(link);
  if (known) return known;
  const book = link.call('planBook', {});
  asked.set(link, book);
  // Asked again when the desk is opened again.
  book.catch(() => asked.delete(link));
  return book;
}

/** What a template can name; null until the core has answered. */
export function usePlanBook(): PlanBook | null {
  const { link } = useConsole();
  const [book, setBook] = useState<PlanBook | null>(null);
  useEffect(() => {
    let isHere = true;
    ask(link).then(
      (answer) => isHere && setBook(answer),
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [link]);
  return book;
}

export function useKnown(book: PlanBook | null): TemplateKnown | undefined {
  return useMemo(
    () =>
      book
        ? {
            posts: book.posts,
            kinds: book.kinds.map(({ kind }) => kind),
            eventTypes: book.eventTypes.map(({ code }) => code),
            reportSets: book.reportSets.map(({ id }) => id),
          }
        : undefined,
    [book],
  );
}

/** Codes in words; a code that nobody has named stays a code. */
export interface PlanWords {
  post(code: string): string;
  need(kind: string): string;
  unit(kind: string): string | undefined;
  eventType(code: string): string;
  reportSet(id: string): string;
}

export function usePlanWords(book: PlanBook | null): PlanWords {
  const { t } = useTranslation('plan');
  const { text } = useFormat();
  const names = useMemo(() => {
    const map = <T>(list: readonly T[] | undefined, key: (one: T) => string, name: (one: T) => LocalText) =>
      new Map((list ?? []).map((one) => [key(one), text(name(one))]));
    return {
      posts: map(book?.posts, ({ post }) => post, ({ name }) => name),
      kinds: map(book?.kinds, ({ kind }) => kind, ({ name }) => name),
      types: map(book?.eventTypes, ({ code }) => code, ({ name }) => name),
      sets: map(book?.reportSets, ({ id }) => id, ({ name }) => name),
    }; // prettier-ignore
  }, [book, text]);
  const post = useCallback(
    (code: string) => (DISTRICT_LEADER.some((word) => word === code) ? t('leader') : (names.posts.get(code) ?? code)),
    [names, t],
  );
  return useMemo(
    () => ({
      post,
      need: (kind) => names.kinds.get(kind) ?? kind,
      unit: (kind) => book?.kinds.find((one) => one.kind === kind)?.unit,
      eventType: (code) => names.types.get(code) ?? code,
      reportSet: (id) => names.sets.get(id) ?? id,
    }),
    [post, names, book],
  );
}
