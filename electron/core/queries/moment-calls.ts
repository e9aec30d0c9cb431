import type { MomentRow } from '../../../shared/protocol/console-api/moment.ts';
import type { CallHandlers } from '../api/call-handlers.ts';
import type { Moment } from '../history/moment.ts';
import { smallSource } from './small-sources.ts';
import type { LiveSource } from './live-source.ts';

/** The moment that all linked windows show, and the ways to another one (H5). */
export function momentCalls(moment: Moment): Pick<CallHandlers, 'showMoment' | 'playMoment' | 'showLive'> {
  return {
    showMoment({ at }) {
      moment.show(at);
      return null;
    },
    playMoment({ speed }) {
      moment.play(speed);
      return null;
    },
    showLive() {
      moment.live();
      return null;
    },
  };
}

export function momentSource(moment: Moment): LiveSource {
  return smallSource<MomentRow>(() => [moment.row()], moment.changed);
}
