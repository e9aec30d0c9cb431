import type { LocalText } from '../../../shared/domain/common.ts';
import { both, type Both } from '../api/local-text.ts';
import { goodUnit } from '../reports/words.ts';

/** What orders say that the console words itself: in both languages, as a record keeps it. */

function lines(all: readonly Both[]): Both {
  return { zh: all.map(({ zh }) => zh).join('\n'), en: all.map(({ en }) => en).join('\n') };
}

function list(all: readonly LocalText[]): Both {
  const each = all.map(both);
  return { zh: each.map(({ zh }) => zh).join('、'), en: each.map(({ en }) => en).join(', ') };
}

/** “出动 3 支力量：滨江路下穿” · of several places how many. */
export function sendTitle(units: number, places: readonly LocalText[]): Both {
  const [only] = places;
  const zh = `出动 ${units} 支力量：`;
  const en = units === 1 ? 'Send 1 unit: ' : `Send ${units} units: `;
  if (only && places.length === 1) return { zh: zh + both(only).zh, en: en + both(only).en };
  return { zh: `${zh}${places.length} 处`, en: `${en}${places.length} places` };
}

export function sendText(rows: readonly { readonly place: LocalText; readonly units: readonly LocalText[] }[]): Both {
  return lines(
    rows.map(({ place, units }) => {
      const to = both(place);
      const who = list(units);
      return { zh: `${to.zh}：${who.zh}`, en: `${to.en}: ${who.en}` };
    }),
  );
}

export interface Load {
  readonly good: LocalText;
  readonly quantity: number;
  readonly unit: string;
  readonly from: LocalText;
  readonly to: LocalText;
  readonly trips: number;
}

export function shipTitle(loads: readonly Load[]): Both {
  const [first] = loads;
  if (first && loads.length === 1) {
    const { good, to } = { good: both(first.good), to: both(first.to) };
    return {
      zh: `调出${good.zh} ${first.quantity} ${goodUnit(first.unit).zh}到${to.zh}`,
      en: `Ship ${good.en}, ${first.quantity} ${goodUnit(first.unit).en}, to ${to.en}`,
    };
  }
  return { zh: `调出物资 ${loads.length} 批`, en: `Ship ${loads.length} lots` };
}

export function shipText(loads: readonly Load[]): Both {
  return lines(
    loads.map(({ good, quantity, unit, from, to, trips }) => {
      const [g, f, t] = [both(good), both(from), both(to)];
      return {
        zh: `${f.zh} → ${t.zh}：${g.zh} ${quantity} ${goodUnit(unit).zh}，${trips} 车次`,
        en: `${f.en} → ${t.en}: ${g.en}, ${quantity} ${goodUnit(unit).en}, ${trips} ${trips === 1 ? 'trip' : 'trips'}`,
      };
    }),
  );
}
