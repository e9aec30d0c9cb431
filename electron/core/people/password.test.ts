import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fitsPassword, hashPassword } from './password.ts';

describe('passwords', () => {
  it('A3: a hash names its parameters, has a salt of its own and holds nothing of the password', async () => {
    const [first, second] = await Promise.all([hashPassword('沙袋-canary-7'), hashPassword('沙袋-canary-7')]);
    expect(first).toMatch(/^\$scrypt\$ln=15,r=8,p=1\$/);
    expect(first).not.toBe(second);
    expect(first).not.toContain('canary');
    await expect(fitsPassword('沙袋-canary-7', first)).resolves.toBe(true);
    await expect(fitsPassword('沙袋-canary-8', first)).resolves.toBe(false);
  });

  it('A3: one form for what two input methods make of the same password', async () => {
    const hash = await hashPassword('ﾊﾟｽ１２３４５６');
    await expect(fitsPassword('パス123456', hash)).resolves.toBe(true);
  });

  it('A3: a stored hash with other parameters still fits, one that is none or asks for gigabytes never does', async () => {
    // A weaker hash of another implementation of the day, made here by Node's own function.
    const salt = Buffer.alloc(16, 7);
    const key = scryptSync('password', salt, 32, { N: 2 ** 10, r: 8, p: 2 });
    const text = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
    await expect(fitsPassword('password', `$scrypt$ln=10,r=8,p=2$${text(salt)}$${text(key)}`)).resolves.toBe(true);
    for (const none of [
      '',
      'password',
      `$scrypt$ln=30,r=8,p=1$${text(salt)}$${text(key)}`,
      '$scrypt$ln=15,r=8,p=1$$',
    ]) {
      await expect(fitsPassword('password', none)).resolves.toBe(false);
    }
  });

  it('A3: does not hold up the thread that asks', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await hashPassword('a password');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});
