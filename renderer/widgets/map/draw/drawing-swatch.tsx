import type { DrawingKind } from '../../../../shared/domain/drawing.ts';
import { LOOKS } from './drawing-look.ts';

/** The kind's own line and hatch, as on the map. */
export function DrawingSwatch({ kind }: { readonly kind: DrawingKind }) {
  const { dash, width, hatch } = LOOKS[kind];
  const line = {
    stroke: 'currentColor',
    strokeWidth: Math.min(2, width),
    strokeDasharray: dash.map((px) => px / 2).join(' '),
  };
  return (
    <svg width="22" height="16" viewBox="0 0 22 16" fill="none" aria-hidden="true">
      {kind === 'assembly' && (
        <>
          <circle cx="11" cy="8" r="4" {...line} />
          <path d="M2 8h3M17 8h3M11 0v2.5M11 13.5V16" {...line} />
        </>
      )}
      {kind === 'text' && <path d="M6 3.5h10M11 3.5V13" {...line} />}
      {kind === 'route' && <path d="M2 13 8 5l6 5 6-8" {...line} />}
      {kind === 'arrow' && <path d="M2 13 17 4M11.5 3.5 18 3.5l-2.5 6" {...line} />}
      {kind === 'sector' && <path d="M3 14 8 2.5A14 14 0 0 1 19 8z" {...line} />}
      {(kind === 'cordon' || kind === 'evacuation' || kind === 'buffer') && (
        <>
          <rect x="2" y="2" width="18" height="12" rx={kind === 'buffer' ? 6 : 0} {...line} />
          {hatch === 'lines' && <path d="M4 12l8-8M10 12l8-8" stroke="currentColor" />}
          {hatch === 'cross' && <path d="M7 11l6-6M7 5l6 6" stroke="currentColor" />}
          {hatch === 'dots' && <path d="M7 6h1M12 6h1M9 10h1M14 10h1" stroke="currentColor" strokeWidth="1.6" />}
        </>
      )}
    </svg>
  );
}
