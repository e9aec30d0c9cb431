import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../fixtures/processes.ts';

/** electron-builder's own loader and validator, which holds the file against the JSON schema that it ships. */
interface BuilderConfig {
  getConfig(projectDir: string, file: string, override: null): Promise<Record<string, unknown>>;
  validateConfiguration(config: unknown, log: { isEnabled: boolean }): Promise<void>;
}
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const builder = fromBuilder('app-builder-lib/out/util/config/config') as BuilderConfig;

function load(): Promise<Record<string, unknown>> {
  return builder.getConfig(ROOT, path.join(ROOT, 'electron-builder.yml'), null);
}

describe('electron-builder.yml', () => {
  it('fits the schema that electron-builder ships', async () => {
    await expect(builder.validateConfiguration(await load(), { isEnabled: false })).resolves.toBeUndefined();
  });

  it('is held against that schema: a wrong option is refused', async () => {
    const wrong = { ...(await load()), asarUnpacked: [] };
    await expect(builder.validateConfiguration(wrong, { isEnabled: false })).rejects.toThrow(/asarUnpacked/);
  });

  it('R26: sets every fuse', async () => {
    expect((await load())['electronFuses']).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('builds deb and AppImage for two machines and an installer for Windows', async () => {
    const { linux, win } = (await load()) as { linux: { target: unknown }; win: { target: unknown } };
    expect(linux.target).toEqual([
      { target: 'deb', arch: ['x64', 'arm64'] },
      { target: 'AppImage', arch: ['x64', 'arm64'] },
    ]);
    expect(win.target).toEqual([{ target: 'nsis', arch: ['x64', 'arm64'] }]);
  });
});
