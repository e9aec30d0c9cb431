import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { AttachmentFolder, listAttachments, sha256 } from './attachments.ts';

let profile: string;
let folder: AttachmentFolder;
const JSON_BYTES = Buffer.from('{"question":"?"}');

beforeEach(() => {
  profile = mkdtempSync(path.join(tmpdir(), 'lianzhi-attachments-'));
  folder = new AttachmentFolder(profile);
});

afterEach(() => rmSync(profile, { recursive: true, force: true }));

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'let through';
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
}

describe('attachments', () => {
  it('DE4: kept once under its hash, the owner’s only, and told as what it is', () => {
    const name = folder.put(JSON_BYTES);
    expect(folder.put(JSON_BYTES)).toBe(name);
    expect(name).toBe(sha256(JSON_BYTES));
    expect(listAttachments(profile)).toEqual([
      { sha256: name, path: path.join(profile, 'attachments', name), bytes: JSON_BYTES.length },
    ]);
    expect(statSync(path.join(profile, 'attachments', name)).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(profile, 'attachments')).mode & 0o777).toBe(0o700);
    expect(folder.shown(name)).toEqual({ media: 'application/json', base64: JSON_BYTES.toString('base64') });
    expect(readdirSync(path.join(profile, 'attachments'))).toEqual([name]);
  });

  it('DE4: a file that is not what its name says is not believed, and is written anew', () => {
    const name = folder.put(JSON_BYTES);
    writeFileSync(path.join(profile, 'attachments', name), '{"question":"!"}');
    expect(folder.get(name)).toBeNull();
    folder.put(JSON_BYTES);
    expect(folder.get(name)?.bytes.equals(JSON_BYTES)).toBe(true);
  });

  it('DE4: no path gets out of the folder; what is not there is null; without a folder the list is empty', () => {
    expect(folder.get('../secret')).toBeNull();
    expect(folder.get('0'.repeat(64))).toBeNull();
    expect(listAttachments(path.join(profile, 'nowhere'))).toEqual([]);
  });

  it('DE4: too much, and a folder that cannot be had, are refused by name', () => {
    expect(codeOf(() => folder.put(Buffer.alloc(16 * 1024 * 1024 + 1)))).toBe('attachment-too-large');
    const large = folder.put(Buffer.alloc(3 * 1024 * 1024));
    expect(codeOf(() => folder.shown(large))).toBe('attachment-too-large');
    writeFileSync(path.join(profile, 'file'), '');
    const blocked = new AttachmentFolder(path.join(profile, 'file'));
    expect(codeOf(() => blocked.put(JSON_BYTES))).toBe('attachment-not-written');
  });
});
