import { join } from 'node:path';
import { createCore, type Core } from '../core.ts';
import type { CoreStart } from '../kernel/channel.ts';
import { testProfile, type TestProfile } from './profile.ts';
import { TestWindow } from './test-window.ts';
import { TinyFeed, TinyHub } from './tiny-hub.ts';

/** The matrix of authorities and the demo's officers. */
const RESOURCES = join(import.meta.dirname, '../../../resources');

/** A whole core on a real socket and a real store, with two feeds of a tiny hub and one window. */
export class TestConsole {
  readonly profile: TestProfile = testProfile();
  readonly hotline = new TinyFeed('hotline');
  readonly fire = new TinyFeed('fire');
  hub = new TinyHub([this.hotline, this.fire]);
  window = new TestWindow();
  #core: Core | null = null;

  static async open(): Promise<TestConsole> {
    const console = new TestConsole();
    await console.hub.listen();
    return console;
  }

  begin(feeds: readonly string[] = ['hotline', 'fire'], token = 'token', also: Partial<CoreStart> = {}): void {
    this.#core = createCore(this.profile.ports(), {
      profile: this.profile.path,
      resources: RESOURCES,
      appVersion: '1.2.3',
      // Its invented officers sit down by themselves.
      mode: 'replay',
      feeds: feeds.map((id) => ({ url: this.hub.url(id), token })),
      cityMap: false,
      ...also,
    });
    this.window = this.addWindow();
    this.#core.run();
  }

  addWindow(): TestWindow {
    const window = new TestWindow();
    this.#core?.serve(window.channel);
    return window;
  }

  async stop(): Promise<void> {
    await this.#core?.stop();
    this.#core = null;
  }

  async restart(): Promise<void> {
    await this.stop();
    this.begin();
  }

  /** A hub with the same feeds at the same address. */
  async hubAgain(port: number): Promise<void> {
    this.hub = new TinyHub([this.hotline, this.fire]);
    await this.hub.listen(port);
  }

  async close(): Promise<void> {
    await this.stop();
    await this.hub.close();
    this.profile.remove();
  }
}
