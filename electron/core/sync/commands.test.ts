import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import { incident } from '../testing/records.ts';
import { TestConsole } from '../testing/test-console.ts';
import { until } from '../testing/test-window.ts';

let desk: TestConsole;
beforeEach(async () => {
  desk = await TestConsole.open();
});
afterEach(() => desk.close());

describe('commands', () => {
  async function withIncident(): Promise<Map<string, { rev: number; pending?: readonly string[]; data: unknown }>> {
    desk.hotline.append({ id: 'a', data: incident() });
    desk.begin();
    const incidents = desk.window.watch('incidents', {});
    await until('incident', () => incidents.has('a'));
    return incidents;
  }

  it('O1, O6: the effect is on screen at once, marked pending, and is the record when it comes back', async () => {
    const incidents = await withIncident();
    desk.hotline.decide = (command) => desk.hotline.accept(command, { level: 1 });
    const { commandId } = await desk.window.call('changeIncident', { id: 'a', expectedRev: 1, set: { level: 1 } });
    await until('pending', () => incidents.get('a')?.pending?.[0] === commandId || incidents.get('a')?.rev === 2);
    await until('effect', () => incidents.get('a')?.rev === 2 && incidents.get('a')?.pending === undefined);
    const outbox = desk.window.watch('outbox', {});
    expect(outbox.get(commandId)).toMatchObject({
      status: { state: 'effectSeen' },
      title: incident().title,
      stationSeq: 1,
    });
  });

  it('O6: a refused command is undone on screen', async () => {
    const incidents = await withIncident();
    desk.hotline.decide = ({ commandId }): CommandAnswer => ({ outcome: 'rejected', commandId, code: 'not-your-post' });
    const { commandId } = await desk.window.call('changeIncident', { id: 'a', expectedRev: 1, set: { level: 4 } });
    const outbox = desk.window.watch('outbox', {});
    await until('refused', () => outbox.get(commandId)?.status.state === 'rejected');
    await until('undone', () => incidents.get('a')?.pending === undefined);
    expect(incidents.get('a')?.data).toMatchObject({ level: 2 });
    expect(outbox.get(commandId)?.status).toMatchObject({ code: 'not-your-post' });
  });

  it('O7 (R14): a conflict overwrites nothing and shows both values, masked', async () => {
    await withIncident();
    const current = incident({ level: 3, reporterName: '张小江' });
    desk.hotline.decide = ({ commandId }): CommandAnswer => ({ outcome: 'conflict', commandId, rev: 7, current });
    const { commandId } = await desk.window.call('changeIncident', { id: 'a', expectedRev: 1, set: { level: 1 } });
    const outbox = desk.window.watch('outbox', {});
    await until('conflict', () => outbox.get(commandId)?.status.state === 'conflict');
    expect(outbox.get(commandId)?.status).toMatchObject({
      answer: { rev: 7, current: { level: 3, reporterName: '张**' } },
    });
  });

  it('O3 (R13): offline commands wait on disk, survive a restart and go in order when the hub is back', async () => {
    await withIncident();
    const { port } = desk.hub;
    await desk.hub.close();
    const first = await desk.window.call('addIncidentNote', { id: 'a', expectedRev: 1, text: '已联系报警人' });
    const second = await desk.window.call('changeIncident', { id: 'a', expectedRev: 1, set: { level: 1 } });
    const third = await desk.window.call('createIncident', {
      kind: 'gas',
      level: 3,
      title: '燃气味',
      at: [117.5, 30.3],
    });
    expect([first, second, third].map(({ stationSeq }) => stationSeq)).toEqual([1, 2, 3]);
    const shown = desk.window.watch('incidents', {});
    expect(shown.get('a')).toMatchObject({ pending: [first.commandId, second.commandId], data: { level: 1 } });
    expect(shown.get(third.id)).toMatchObject({
      rev: 1,
      feed: 'hotline',
      pending: [third.commandId],
      data: { kind: 'gas' },
    });
    await desk.restart();
    const again = desk.window.watch('incidents', {});
    expect(again.get('a')?.pending).toEqual([first.commandId, second.commandId]);

    desk.hotline.decide = (command) =>
      desk.hotline.accept(command, command.type === 'incident.create' ? (command.payload as never) : { level: 1 });
    await desk.hubAgain(port);
    const outbox = desk.window.watch('outbox', {});
    await until('all seen', () => [...outbox.values()].every(({ status }) => status.state === 'effectSeen'), 10_000);
    expect(desk.hotline.commands.map(({ commandId }) => commandId)).toEqual(
      [first, second, third].map(({ commandId }) => commandId),
    );
    // O5: the second stands on what the first made.
    expect(desk.hotline.commands.map(({ expectedRev }) => expectedRev)).toEqual([1, 2, null]);
    await until('settled', () => again.get(third.id)?.pending === undefined);
  });

  it('O4 (R13): an answer that was lost does no harm, the effect tells', async () => {
    await withIncident();
    desk.hotline.losesAnswers = true;
    desk.hotline.decide = (command) => desk.hotline.accept(command, { level: 1 });
    const { commandId } = await desk.window.call('changeIncident', { id: 'a', expectedRev: 1, set: { level: 1 } });
    const outbox = desk.window.watch('outbox', {});
    await until('seen', () => outbox.get(commandId)?.status.state === 'effectSeen');
    expect(desk.hotline.commands).toHaveLength(1);
  });

  it('O2 (R15): what the hub would refuse never enters the outbox', async () => {
    await withIncident();
    await expect(
      desk.window.call('changeIncident', { id: 'nobody', expectedRev: 1, set: { level: 1 } }),
    ).rejects.toThrow('entity-unknown');
    await expect(
      desk.window.call('createIncident', { kind: 'gas', level: 3, title: 'x', at: null, feed: 'mars' }),
    ).rejects.toThrow('feed-unknown');
    await expect(desk.window.call('createIncident', { kind: 'gas', level: 3, title: '', at: null })).rejects.toThrow(
      'bad-arguments',
    );
    expect(desk.window.watch('outbox', {}).size).toBe(0);
  });
});
