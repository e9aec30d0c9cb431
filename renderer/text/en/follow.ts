import type { Catalogue } from '../catalogue.ts';
import type { follow as zh } from '../zh/follow.ts';

export const follow = {
  about:
    'While you lead, other maps look where you look: the windows of this console and other seats of the city. Whoever moves his map stops following.',
  pointer: 'Let others see my pointer',
  take: 'Start leading',
  takeOver: 'Take the lead from {{name}}',
  isLed: '{{name}} ({{post}}) has led since {{time}}. If you take the lead, he follows.',
  end: 'Stop leading',
  leave: 'Stop following',
  rejoin: 'Follow again',
  leading: 'You lead: other maps follow this one',
  leadingHere: 'You lead the windows of this console only: the feed is not connected',
  following: 'Following {{name}}',
  left: '{{name}} leads; this map does not follow',
  lost: 'Lost the line to {{name}}: the lead has stopped, the map stays here',
  command: {
    take: 'Map: start leading',
    takeOver: 'Map: take the lead…',
    end: 'Map: stop leading',
    follow: 'Map: follow again',
    leave: 'Map: stop following',
  },
} satisfies Catalogue<typeof zh>;
