import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { zh } from '../../text/catalogues.ts';

type Known = keyof typeof zh.incident.channel;

function isKnown(channel: string): channel is Known {
  return Object.hasOwn(zh.incident.channel, channel);
}

/** The word for a channel; what a source calls it when we have none. */
export function useChannelName(): (channel: string) => string {
  const { t } = useTranslation('incident');
  return useCallback((channel) => (isKnown(channel) ? t(`channel.${channel}`) : channel), [t]);
}
