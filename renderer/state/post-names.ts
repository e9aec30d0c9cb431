import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '../../shared/domain/common.ts';
import type { OfficerRow } from '../../shared/protocol/console-api/rows.ts';
import { useFormat } from '../text/use-text.ts';
import type { LiveCollection } from './live-collection.ts';
import { useDepartmentName } from './names.ts';
import { useCollection, useLive } from './use-live.ts';

type Names = Readonly<Record<string, { readonly officer?: LocalText; readonly post?: LocalText }>>;

function selectNames(officers: LiveCollection<OfficerRow>): Names {
  const names: Record<string, { officer?: LocalText; post?: LocalText }> = {};
  for (const { id, name, post, postName, posts } of officers.rows.values()) {
    names[id] = { ...names[id], officer: name };
    for (const held of [{ post, postName }, ...posts]) names[held.post] = { ...names[held.post], post: held.postName };
  }
  return names;
}

const same = (a: Names, b: Names): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The ladder's word for whoever leads the department concerned, where none is known. */
const LEADER = 'department-leader';

export interface PeopleNames {
  /** A post as officers call it; its code when nobody here holds it. */
  post(code: string): string;
  /** The same with its department, where there is room. */
  postInFull(code: string): string;
  officer(id: string): string;
}

/** Names of posts and officers by their codes. */
export function usePeopleNames(): PeopleNames {
  const names = useLive(useCollection('officers', {}), selectNames, same);
  const department = useDepartmentName();
  const { text } = useFormat();
  const { t } = useTranslation('alert');
  const post = useCallback(
    (code: string) => {
      if (code === LEADER) return t('departmentLeader');
      const known = names[code]?.post;
      return known ? text(known) : code;
    },
    [names, text, t],
  );
  const postInFull = useCallback(
    (code: string) => {
      const [name, known] = [department(code), post(code)];
      return name === code ? known : `${name} ${known}`;
    },
    [department, post],
  );
  const officer = useCallback((id: string) => (names[id]?.officer ? text(names[id].officer) : id), [names, text]);
  return { post, postInFull, officer };
}
