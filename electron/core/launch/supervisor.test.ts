import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../shared/kit/problem.ts';
import type { Timer } from '../kernel/ports.ts';
import type { Child } from './child.ts';
import { superviseHub } from './hub-child.ts';
import type { HubStart } from '../../../shared/protocol/hub-process.ts';
import { Supervisor, type Supervised } from './supervisor.ts';

/** A clock that moves when the test says so. */
class HandClock {
  now = 0;
  readonly #timers = new Set<{ at: number; run: () => void }>();

  monotonic = (): number => this.now;

  after = (milliseconds: number, run: () => void): Timer => {
    const timer = { at: this.now + milliseconds, run };
    this.#timers.add(timer);
    return { cancel: () => this.#timers.delete(timer) };
  };

  pass(milliseconds: number): void {
    const until = this.now + milliseconds;
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due);
      this.now = Math.max(this.now, due.at);
      due.run();
    }
    this.now = until;
  }

  get waiting(): number {
    return this.#timers.size;
  }
}

class HandChild implements Child<string, string> {
  readonly pid = 1;
  readonly sent: string[] = [];
  killed = false;
  say: (message: string) => void = () => undefined;
  exit: (how: string) => void = () => undefined;
  send(message: string): void {
    this.sent.push(message);
  }
  onMessage(listener: (message: string) => void): void {
    this.say = listener;
  }
  onExit(listener: (how: string) => void): void {
    this.exit = listener;
  }
  kill(): void {
    this.killed = true;
    this.exit('SIGKILL');
  }
}

function supervise(silence?: number) {
  const clock = new HandClock();
  const children: HandChild[] = [];
  const heard: string[] = [];
  const part: Supervised<string, string, string, never> = {
    name: 'core',
    launch: () => {
      const child = new HandChild();
      children.push(child);
      return child;
    },
    hello: (before) => (before === null ? 'hello' : `hello again, ${before}`),
    bye: 'bye',
    ...(silence !== undefined && { silence }),
    read: (message) => {
      if (message.startsWith('ready')) return { state: 'ready', ready: message };
      return message === 'failed' ? { state: 'failed', problem: { code: 'broken', origin: 'test' } } : null;
    },
    onReady: (ready) => heard.push(ready),
    onLost: () => heard.push('lost'),
    onMessage: (message) => heard.push(message),
    onTrouble: (problem: Problem) => heard.push(problem.code),
  };
  const last = (): HandChild => {
    const child = children.at(-1);
    if (!child) throw new Error('no child');
    return child;
  };
  return { clock, children, heard, last, supervisor: new Supervisor(part, clock) };
}

describe('a supervised child', () => {
  it('V6: that hangs is ended and started again; one that speaks is left alone', async () => {
    const { clock, supervisor, last, heard, children } = supervise(8_000);
    void supervisor.start();
    last().say('ready 1');
    for (let second = 0; second < 30; second += 1) {
      clock.pass(1_000);
      last().say('pulse');
    }
    expect(children).toHaveLength(1);
    clock.pass(11_000);
    expect(heard).toContain('child-hangs');
    expect(children[0]?.killed).toBe(true);
    expect(heard.at(-1)).toBe('lost');
    clock.pass(10);
    expect(children).toHaveLength(2);
  });

  it('is ready when it says so, and only then is anything sent to it', async () => {
    const { supervisor, last, heard } = supervise();
    const started = supervisor.start();
    expect(supervisor.send('early')).toBe(false);
    last().say('noise');
    last().say('ready 1');
    await expect(started).resolves.toBe('ready 1');
    expect(supervisor.send('now')).toBe(true);
    last().say('news');
    expect(last().sent).toEqual(['hello', 'now']);
    expect(heard).toEqual(['ready 1', 'news']);
  });

  it('V1: that says why it cannot start, fails the start and is not tried again', async () => {
    const { supervisor, children, last, clock } = supervise();
    const started = supervisor.start();
    last().say('failed');
    await expect(started).rejects.toMatchObject({ problem: { code: 'broken' } });
    last().exit('code 1');
    clock.pass(100_000);
    expect(children).toHaveLength(1);
    expect(last().killed).toBe(true);
  });

  it('V1: that ends three times without a word fails the start, with how it ended', async () => {
    const { supervisor, children, last, clock } = supervise();
    const started = supervisor.start();
    for (let time = 0; time < 3; time += 1) {
      last().exit('SIGSEGV');
      clock.pass(5_000);
    }
    await expect(started).rejects.toMatchObject({
      problem: { code: 'child-crashed', params: { name: 'core', how: 'SIGSEGV' } },
    });
    expect(children).toHaveLength(3);
  });

  it('V2, V3: that ends after a while is started again at once, and its users are told twice', () => {
    const { supervisor, children, last, clock, heard } = supervise();
    void supervisor.start();
    last().say('ready 1');
    clock.pass(3_000);
    last().exit('SIGKILL');
    expect(supervisor.send('into the void')).toBe(false);
    clock.pass(0);
    expect(children).toHaveLength(2);
    expect(last().sent).toEqual(['hello again, ready 1']);
    last().say('ready 2');
    expect(heard).toEqual(['ready 1', 'child-restarts', 'lost', 'ready 2']);
  });

  it('V2: in a crash loop waits longer each time, never more than 2 s', () => {
    const { supervisor, children, last, clock } = supervise();
    void supervisor.start();
    last().say('ready');
    const waits: number[] = [];
    for (let time = 0; time < 8; time += 1) {
      last().exit('code 1');
      const began = clock.now;
      const before = children.length;
      while (children.length === before) clock.pass(1);
      waits.push(clock.now - began);
    }
    expect(waits).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000]);
  });

  it('V2: that hangs while starting is ended and started again', () => {
    const { supervisor, children, last, clock } = supervise();
    void supervisor.start();
    last().say('ready');
    last().exit('code 1');
    clock.pass(100);
    expect(children).toHaveLength(2);
    clock.pass(60_000);
    expect(children[1]?.killed).toBe(true);
    clock.pass(200);
    expect(children).toHaveLength(3);
  });

  it('V2: a later failure is told and tried again', () => {
    const { supervisor, children, last, clock, heard } = supervise();
    void supervisor.start();
    last().say('ready');
    last().exit('code 1');
    clock.pass(100);
    last().say('failed');
    last().exit('code 1');
    clock.pass(2_000);
    expect(children).toHaveLength(3);
    expect(heard).toContain('broken');
  });

  it('V4: is asked to stop, and ended when it does not', async () => {
    const { supervisor, last, clock } = supervise();
    void supervisor.start();
    last().say('ready');
    const stopped = supervisor.stop();
    expect(last().sent.at(-1)).toBe('bye');
    expect(last().killed).toBe(false);
    clock.pass(5_000);
    expect(last().killed).toBe(true);
    await stopped;
    expect(clock.waiting).toBe(0);
  });

  it('V4: that stops by itself is not killed and not started again', async () => {
    const { supervisor, children, last, clock } = supervise();
    void supervisor.start();
    last().say('ready');
    const stopped = supervisor.stop();
    last().exit('code 0');
    await stopped;
    clock.pass(100_000);
    expect(last().killed).toBe(false);
    expect(children).toHaveLength(1);
    expect(clock.waiting).toBe(0);
  });

  it('V4: stopping between two starts starts nothing more', async () => {
    const { supervisor, children, last, clock } = supervise();
    void supervisor.start();
    last().say('ready');
    last().exit('code 1');
    await supervisor.stop();
    clock.pass(100_000);
    expect(children).toHaveLength(1);
  });
});

describe('V5: the hub', () => {
  it('comes back on the port it had', async () => {
    const clock = new HandClock();
    const starts: HubStart[] = [];
    let say: (message: never) => void = () => undefined;
    let exit: (how: string) => void = () => undefined;
    const hub = superviseHub(
      () => ({
        pid: 1,
        send: (message) => starts.push(message as HubStart),
        onMessage: (listener) => {
          say = listener as typeof say;
        },
        onExit: (listener) => {
          exit = listener;
        },
        kill: () => undefined,
      }),
      { dataDir: '/d', resources: '/r', token: 't', sources: [], speed: 1 },
      () => undefined,
      clock,
    );
    const started = hub.start();
    say({ type: 'listening', origin: 'http://127.0.0.1:4321', feeds: [] } as never);
    await started;
    clock.pass(10_000);
    exit('SIGKILL');
    clock.pass(0);
    expect(starts.map((start) => start.port)).toEqual([0, 4321]);
  });
});
