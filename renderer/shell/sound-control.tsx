import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MINUTE, instant } from '../../shared/kit/time.ts';
import { MUTES, SHORT_MUTE } from '../state/alarm-sound.ts';
import { VOLUMES } from '../state/alarm-plan.ts';
import { useCommand } from '../state/commands.ts';
import { useConsole } from '../state/console.ts';
import { useAlarmSound } from '../state/use-alarm-sound.ts';
import { useClock } from '../state/use-console.ts';
import { useFormat } from '../text/use-text.ts';
import { Icon } from '../widgets/icon.tsx';
import { LevelGlyph } from '../widgets/level.tsx';
import { useColourWord } from '../widgets/warning/use-colour-word.ts';
import styles from './sound-control.module.css';

/** Whether this console can be heard, said in sight, and all about its sound. It sounds as long as it is on screen. */
export function SoundControl() {
  const { t } = useTranslation('warning');
  const colourWord = useColourWord();
  const format = useFormat();
  const { clock } = useConsole();
  const { state, choice, choose, sound } = useAlarmSound();
  const until = choice.mutedUntil;
  const mutedUntil = useClock((now) => (until !== null && now < until ? format.moment(until, now) : ''));
  const mute = (span: number): void => choose({ ...choice, mutedUntil: instant(clock.now + span) });
  useCommand({
    id: 'sound.mute',
    group: 'everywhere',
    key: 'F9',
    title: t('sound.mutedNow'),
    run: () => mute(SHORT_MUTE),
  });
  const isMuted = mutedUntil !== '';
  const words = state === 'blocked' ? t('sound.blocked') : isMuted ? t('sound.muted', { time: mutedUntil }) : null;
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <button
          type="button"
          className={styles.control}
          data-sound={isMuted && state !== 'blocked' ? 'muted' : state}
          aria-label={words ?? t('sound.title')}
          title={state === 'blocked' ? t('sound.blockedHint') : t(`sound.${state}`)}
        >
          <Icon name={words === null ? 'sound' : 'mute'} size={18} />
          {words !== null && <span>{words}</span>}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(state === 'blocked' ? 'sound.blockedHint' : `sound.${state}`)}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('sound.mute')}</Menu.Label>
        {MUTES.map((minutes) => (
          <Menu.Item key={minutes} onClick={() => mute(minutes * MINUTE)}>
            {t('sound.muteMinutes', { count: minutes })}
          </Menu.Item>
        ))}
        {isMuted && <Menu.Item onClick={() => choose({ ...choice, mutedUntil: null })}>{t('sound.unmute')}</Menu.Item>}
        <Menu.Divider />
        <Menu.Label>{t('sound.volume')}</Menu.Label>
        {VOLUMES.map((volume) => (
          <Menu.Item
            key={volume}
            role="menuitemradio"
            aria-checked={volume === choice.volume}
            closeMenuOnClick={false}
            rightSection={volume === choice.volume ? <Icon name="check" size={14} /> : null}
            onClick={() => choose({ ...choice, volume })}
          >
            {format.percent(volume)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('sound.test')}</Menu.Label>
        {([1, 2, 3, 4] as const).map((level) => (
          <Menu.Item
            key={level}
            closeMenuOnClick={false}
            leftSection={<LevelGlyph level={level} size={14} />}
            onClick={() => sound?.test(level)}
          >
            {colourWord(level)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
