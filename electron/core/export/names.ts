import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { localText, type LocalText } from '../../../shared/domain/common.ts';
import type { Hand } from '../../../shared/domain/hand.ts';
import type { OfficerRow } from '../../../shared/protocol/console-api/rows.ts';

export type PageLanguage = 'zh' | 'en';

const posts = z.array(z.looseObject({ post: z.string(), name: localText }));
const departments = z.array(z.looseObject({ code: z.string(), name: localText }));
const city = z.looseObject({ name: localText });

/** How officers, posts and departments are called; what nobody named is given by its code, never guessed. */
export interface Names {
  readonly city: LocalText | null;
  readonly officers: ReadonlyMap<string, LocalText>;
  readonly posts: ReadonlyMap<string, LocalText>;
  readonly departments: ReadonlyMap<string, LocalText>;
}

/** Who may sit here, by which names. */
export type NamedOfficer = Pick<OfficerRow, 'id' | 'name'> & {
  readonly posts: readonly Pick<OfficerRow, 'post' | 'postName'>[];
};

/** @param isDemo with the invented city's departments and ground; with real feeds only what the city's own files say. */
export function readNames(resources: string, isDemo: boolean, officers: readonly NamedOfficer[]): Names {
  const demo = (file: string): unknown => (isDemo ? read(join(resources, 'demo-city', file)) : null);
  const shipped = parse(posts, read(join(resources, 'plans', 'posts.json'))) ?? [];
  const seated = officers.flatMap((officer) => officer.posts);
  const named = parse(departments, demo('departments.json')) ?? [];
  return {
    city: parse(city, demo('city.json'))?.name ?? null,
    officers: new Map(officers.map(({ id, name }) => [id, name])),
    posts: new Map([
      ...shipped.map(({ post, name }) => [post, name] as const),
      ...seated.map(({ post, postName }) => [post, postName] as const),
    ]),
    departments: new Map(named.map(({ code, name }) => [code, name])),
  };
}

/** In that language, or in the one there is. */
export function inLanguage(text: LocalText | undefined | null, language: PageLanguage): string {
  if (!text) return '';
  const [first, second] = language === 'zh' ? [text.zh, text.en] : [text.en, text.zh];
  return first ?? second ?? '';
}

export function nameOf(map: ReadonlyMap<string, LocalText>, code: string, language: PageLanguage): string {
  return inLanguage(map.get(code), language) || code;
}

/** `周砚宁（值班长）`: who, on which post. */
export function handName(names: Names, hand: Pick<Hand, 'officer' | 'post'>, language: PageLanguage): string {
  const officer = nameOf(names.officers, hand.officer, language);
  const post = nameOf(names.posts, hand.post, language);
  return language === 'zh' ? `${officer}（${post}）` : `${officer} (${post})`;
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
