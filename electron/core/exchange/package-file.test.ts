import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import { refusal } from '../people/testing/cast.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { MAX_BUNDLE_BYTES } from './bundle.ts';
import { listPackages, packageName, readPackageFile, writePackageFile } from './package-file.ts';

let profile: TestProfile;
beforeEach(() => {
  profile = testProfile();
});
afterEach(() => profile.remove());

const of = { city: 'linjiang', station: '0193-aaaa-bbbbccccdddd', writtenAt: instant(1_795_489_200_000), id: 'x-1234' };

describe('package file', () => {
  it('X10: is named by city, station and time, without a letter that a file system minds', () => {
    expect(packageName(of)).toBe('lianzhi-linjiang-bbbbccccdddd-20261124T030000Z-1234.lzx');
    expect(packageName({ ...of, city: '../临江' })).toMatch(/^lianzhi-[A-Za-z0-9_-]+\.lzx$/);
  });

  it('X10: is whole under its name, its owner’s, and leaves no draft', async () => {
    const file = await writePackageFile(profile.path, 'a.lzx', Buffer.from('whole'));
    expect(readdirSync(profile.path)).toEqual(['a.lzx']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await readPackageFile(file)).toString()).toBe('whole');
    // What a try that was cut has left is in nobody's way, and never listed.
    writeFileSync(join(profile.path, '.b.lzx.part'), 'ha');
    expect((await listPackages(profile.path)).map(({ name }) => name)).toEqual(['a.lzx']);
    await writePackageFile(profile.path, 'b.lzx', Buffer.from('b'));
    expect(readdirSync(profile.path)).toEqual(['a.lzx', 'b.lzx']);
  });

  it('X10: a folder that is not there, or is none, is named, and nothing is left', async () => {
    const bytes = Buffer.from('x');
    expect(await refusal(writePackageFile('stick', 'a.lzx', bytes))).toMatchObject({ code: 'path-not-absolute' });
    const missing = join(profile.path, 'stick');
    expect(await refusal(writePackageFile(missing, 'a.lzx', bytes))).toEqual({
      code: 'folder-missing',
      params: { path: missing },
    });
    writeFileSync(missing, 'a file');
    expect(await refusal(writePackageFile(missing, 'a.lzx', bytes))).toMatchObject({ code: 'folder-missing' });
    expect(await refusal(listPackages(join(profile.path, 'none')))).toMatchObject({ code: 'folder-missing' });
    mkdirSync(join(profile.path, 'c.lzx'));
    expect(await refusal(writePackageFile(profile.path, 'c.lzx', bytes))).toMatchObject({
      code: 'package-not-written',
    });
    expect(readdirSync(profile.path).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('X10: a folder that nobody may write, root neither, is named', async () => {
    const refused = { code: 'folder-denied', params: { path: '/sys' } };
    expect(await refusal(writePackageFile('/sys', 'a.lzx', Buffer.from('x')))).toEqual(refused);
  });

  it('X3: one that is not there, is a folder, or is too large, is named before it is read', async () => {
    const file = join(profile.path, 'a.lzx');
    expect(await refusal(readPackageFile(file))).toEqual({ code: 'package-missing', params: { path: file } });
    expect(await refusal(readPackageFile('a.lzx'))).toMatchObject({ code: 'path-not-absolute' });
    expect(await refusal(readPackageFile('/x\0y'))).toMatchObject({ code: 'path-not-absolute' });
    mkdirSync(file);
    expect(await refusal(readPackageFile(file))).toMatchObject({ code: 'package-unreadable' });
    const large = join(profile.path, 'large.lzx');
    writeFileSync(large, Buffer.alloc(MAX_BUNDLE_BYTES + 1));
    expect(await refusal(readPackageFile(large))).toMatchObject({ code: 'package-too-large' });
  });

  it('X10: packages of a folder, newest first; nothing else', async () => {
    for (const [name, at] of [
      ['old.lzx', 1_000],
      ['new.lzx', 2_000],
      ['note.txt', 3_000],
    ] as const) {
      writeFileSync(join(profile.path, name), name);
      utimesSync(join(profile.path, name), at, at);
    }
    mkdirSync(join(profile.path, 'folder.lzx'));
    expect(await listPackages(profile.path)).toEqual([
      { file: join(profile.path, 'new.lzx'), name: 'new.lzx', bytes: 7, modifiedAt: 2_000_000 },
      { file: join(profile.path, 'old.lzx'), name: 'old.lzx', bytes: 7, modifiedAt: 1_000_000 },
    ]);
  });
});
