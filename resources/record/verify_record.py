#!/usr/bin/env python3
"""Verifies an exported decision log of a Lianzhi console. Needs Python 3.8 and OpenSSL (libcrypto); nothing of the console.

    python3 verify_record.py PACKAGE [--trust KEYS] [--every-signature]

PACKAGE  the folder that was exported.
KEYS     a file with keys that you have from elsewhere, one a line (name+hash+base64); the station's and those of witnesses.
Exit code 0: it is what the station wrote. 1: it is not; the first bad entry is named. 2: it could not be read.

What is checked, in this order, as GUIDE.md says: every file against manifest.json; the manifest's signature; each line's form,
number, hash chain and station; each checkpoint's signature and Merkle root; witnesses; signatures of entries that no
checkpoint covers; sealed values against their hashes; attached files against theirs.
"""
import base64
import ctypes
import ctypes.util
import hashlib
import json
import os
import re
import sys

LINE = re.compile(r"^([0-9a-f]{128}) (\{.*\})$", re.S)
FILE_NAME = re.compile(r"^(?:[A-Za-z0-9][A-Za-z0-9_.-]*/)?[A-Za-z0-9][A-Za-z0-9_.-]*\Z")
ATTACHED = re.compile(r"^[0-9a-f]{64}(\.[a-z]{2,5})?\Z")
ZEROS = "0" * 64
KINDS = {"genesis", "start", "stop", "intent", "result", "seat", "link", "key", "restored", "gap", "export"}


class Bad(Exception):
    def __init__(self, no, code, until=None):
        super().__init__(code)
        self.no, self.code, self.until = no, code, until


# --- Ed25519 by OpenSSL ---------------------------------------------------------------------------------------------

def load_openssl():
    for name in (ctypes.util.find_library("crypto"), "libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.dylib", "libcrypto-3-x64.dll"):
        if not name:
            continue
        try:
            lib = ctypes.CDLL(name)
        except OSError:
            continue
        lib.EVP_PKEY_new_raw_public_key.restype = ctypes.c_void_p
        lib.EVP_PKEY_new_raw_public_key.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
        lib.EVP_MD_CTX_new.restype = ctypes.c_void_p
        lib.EVP_MD_CTX_free.argtypes = [ctypes.c_void_p]
        lib.EVP_DigestVerifyInit.argtypes = [ctypes.c_void_p] * 5
        lib.EVP_DigestVerify.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]
        return lib
    raise SystemExit("OpenSSL (libcrypto) was not found")


OPENSSL = load_openssl()
ED25519_NID = 1087
PKEYS = {}


def is_signed(public_key, message, signature):
    """public_key: 32 bytes."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    if public_key not in PKEYS:
        PKEYS[public_key] = OPENSSL.EVP_PKEY_new_raw_public_key(ED25519_NID, None, public_key, 32)
    pkey = PKEYS[public_key]
    if not pkey:
        return False
    context = OPENSSL.EVP_MD_CTX_new()
    try:
        if OPENSSL.EVP_DigestVerifyInit(context, None, None, None, pkey) != 1:
            return False
        return OPENSSL.EVP_DigestVerify(context, signature, len(signature), message, len(message)) == 1
    finally:
        OPENSSL.EVP_MD_CTX_free(context)


# --- canonical JSON (RFC 8785) --------------------------------------------------------------------------------------

def no_twins(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def number_text(value):
    """ECMAScript's shortest form of a number."""
    if isinstance(value, int):
        if abs(value) > 2 ** 53 - 1:
            raise ValueError("an integer beyond 2^53")
        return str(value)
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    mantissa, _, exponent = repr(value).partition("e")
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, part = mantissa.lstrip("-").partition(".")
    if part == "0":
        part = ""
    digits = (whole + part).lstrip("0")
    point = len(whole) + (int(exponent) if exponent else 0)
    point -= len(whole + part) - len((whole + part).lstrip("0"))
    digits = digits.rstrip("0") or "0"
    if 0 < point <= 21:
        text = digits[:point].ljust(point, "0") + ("." + digits[point:] if len(digits) > point else "")
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + "e" + ("+" if point > 0 else "-") + str(abs(point - 1))
    return sign + text


def canonical(value):
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate is refused here
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
    return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"


def read_canonical(text):
    value = json.loads(text, object_pairs_hook=no_twins, parse_constant=lambda name: (_ for _ in ()).throw(ValueError(name)))
    if canonical(value) != text:
        raise ValueError("not canonical")
    return value


# --- notes (C2SP signed-note, tlog-checkpoint, tlog-cosignature) --------------------------------------------------------

def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def unbase64(text):
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError("not canonical base64")
    return raw


def read_key(text):
    name, mark, body = re.match(r"^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$", text.strip()).groups()
    raw = unbase64(body)
    if len(raw) != 33 or raw[0] not in (1, 4) or key_id(name, raw[0], raw[1:]).hex() != mark:
        raise ValueError("not a key: " + text)
    return {"name": name, "kind": raw[0], "key": raw[1:]}


def key_id(name, kind, public_key):
    return sha256(name.encode() + b"\n", bytes([kind]), public_key)[:4]


def read_note(source):
    end = source.rindex("\n\n")
    if not source.endswith("\n"):
        raise ValueError("not a note")
    signatures = []
    for line in source[end + 2:-1].split("\n"):
        name, body = re.match(r"^\u2014 (\S+) (\S+)$", line).groups()
        raw = unbase64(body)
        signatures.append((name, raw[:4], raw[4:]))
    return source[:end + 1], signatures


def read_checkpoint(text):
    origin, size, root, end = text.split("\n")
    if end != "" or not re.match(r"^(0|[1-9]\d{0,14})$", size) or len(unbase64(root)) != 32:
        raise ValueError("not a checkpoint")
    return origin, int(size), unbase64(root)


class Tree:
    """RFC 6962, from the left: the hashes of the complete subtrees at the right edge."""

    def __init__(self):
        self.size, self.edge = 0, []

    def append(self, entry):
        node, size = sha256(b"\0", entry), self.size
        while size % 2 == 1:
            node, size = sha256(b"\1", self.edge.pop(), node), size // 2
        self.edge.append(node)
        self.size += 1

    def root(self):
        if not self.edge:
            return sha256(b"")
        node = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            node = sha256(b"\1", left, node)
        return node


# --- the log ------------------------------------------------------------------------------------------------------------

def check_entry(entry):
    fields = {"alg": str, "body": dict, "kind": str, "no": int, "prev": str, "station": str, "time": dict}
    if set(entry) != set(fields) | {"who"}:
        return False
    if not all(isinstance(entry[name], kind) for name, kind in fields.items()) or entry["kind"] not in KINDS:
        return False
    times, who = entry["time"], entry["who"]
    if set(times) != {"entry", "event", "receipt"} or not all(is_count(at) and at <= 9_999_999_999_999 for at in times.values()):
        return False
    if who is not None and (not isinstance(who, dict) or set(who) != {"authority", "officer", "post"}):
        return False
    names = [entry["alg"], entry["station"]] + (list(who.values()) if who else [])
    if not all(isinstance(name, str) and len(name) <= 64 for name in names) or not entry["alg"] or not entry["station"]:
        return False
    return is_count(entry["no"]) and entry["no"] >= 1 and bool(re.match(r"^[0-9a-f]{64}$", entry["prev"]))


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def own_keys(trust, station):
    return [key["key"] for key in trust if key["name"].endswith("/" + station)]


def walk(lines, trust, marks_at):
    """marks_at: sizes of checkpoints whose roots are wanted. Returns what the walk found; raises Bad at the first bad line."""
    tree, previous, station, public_key, kept, roots = Tree(), ZEROS, None, None, [], {}
    bad = None
    try:
        for no, line in enumerate(lines, 1):
            match = LINE.match(line)
            try:
                entry = read_canonical(match.group(2)) if match else None
            except (ValueError, RecursionError):
                entry = None
            if not isinstance(entry, dict) or not check_entry(entry):
                raise Bad(no, "not-a-line")
            key = entry["body"].get("publicKey")
            if no == 1:
                if entry["kind"] != "genesis" or not isinstance(key, str) or not re.match(r"^[0-9a-f]{64}$", key):
                    raise Bad(no, "no-genesis")
                station, public_key = entry["station"], bytes.fromhex(key)
                if own_keys(trust, station) and public_key not in own_keys(trust, station):
                    raise Bad(no, "key-not-trusted")
            if entry["no"] != no:
                raise Bad(no, "number")
            if entry["prev"] != previous:
                raise Bad(no, "previous")
            if entry["station"] != station:
                raise Bad(no, "station")
            if entry["alg"] != "sha256+ed25519":
                raise Bad(no, "algorithm")
            if entry["kind"] == "key":
                if not isinstance(key, str) or not re.match(r"^[0-9a-f]{64}$", key) or bytes.fromhex(key) not in own_keys(trust, station):
                    raise Bad(no, "key-not-trusted")
                public_key = bytes.fromhex(key)
            raw = line.encode()
            previous = hashlib.sha256(raw).hexdigest()
            tree.append(raw)
            if tree.size in marks_at:
                roots[tree.size] = tree.root()
            kept.append((match.group(2), match.group(1), public_key))
    except Bad as found:
        bad = found
    if not kept and not bad:
        bad = Bad(1, "no-genesis")
    return {"size": tree.size, "roots": roots, "kept": kept, "bad": bad, "station": station, "key": kept[0][2] if kept else None}


def verify(package, trust, every):
    with open(os.path.join(package, "log.txt"), encoding="utf-8", newline="\n") as file:
        text = file.read()
    lines = text[:-1].split("\n") if text else []
    with open(os.path.join(package, "checkpoints.jsonl"), encoding="utf-8") as file:
        sources = [json.loads(line) for line in file if line.strip()]
    checkpoints, forged = [], False
    for source in sources:
        try:
            note, signatures = read_note(source)
            checkpoints.append((note, signatures, *read_checkpoint(note)))
        except (ValueError, AttributeError, TypeError):
            forged = True
    found = walk(lines, trust, {size for _, _, _, size, _ in checkpoints})
    bads = [found["bad"]] if found["bad"] else []
    marks, witnesses = [], {}
    if found["station"]:
        origin = "lianzhi.local/console/" + found["station"]
        keys = [found["key"]] + own_keys(trust, found["station"]) if found["key"] else own_keys(trust, found["station"])
        for note, signatures, name, size, root in checkpoints:
            own = [(signer, mark, body) for signer, mark, body in signatures if signer == origin]
            if name != origin or not any(mark == key_id(origin, 1, key) and is_signed(key, note.encode(), body) for key in keys for _, mark, body in own):
                forged = True
                continue
            marks.append((size, root))
            for key in (key for key in trust if key["kind"] == 4):
                for signer, mark, body in signatures:
                    if signer != key["name"] or mark != key_id(signer, 4, key["key"]) or len(body) != 72:
                        continue
                    seconds = int.from_bytes(body[:8], "big")
                    if is_signed(key["key"], b"cosignature/v1\ntime %d\n" % seconds + note.encode(), body[8:]):
                        if size > witnesses.get(signer, (0, 0))[0]:
                            witnesses[signer] = (size, seconds)
    marks.sort()
    sound, from_notes = 0, None
    for size, root in marks:
        if size > found["size"]:
            from_notes = None if found["bad"] else Bad(found["size"] + 1, "missing-entries", size)
            break
        if found["roots"][size] != root:
            from_notes = Bad(sound + 1, "checkpoint-root", size)
            break
        sound = size
    if not from_notes and forged:
        from_notes = Bad(sound + 1, "checkpoint-signature")
    covered = 0 if bads or from_notes or every else (marks[-1][0] if marks else 0)
    for no, (body, signature, key) in enumerate(found["kept"][covered:], covered + 1):
        if not is_signed(key, b"lianzhi log entry 1\n" + body.encode(), bytes.fromhex(signature)):
            bads.append(Bad(no, "signature"))
            break
    bads.sort(key=lambda bad: bad.no)
    if from_notes and (not bads or (from_notes.until and from_notes.until < bads[0].no)):
        bads.insert(0, from_notes)
    return {
        "bad": bads[0] if bads else None,
        "entries": found["size"],
        "station": found["station"],
        "key": found["key"].hex() if found["key"] else None,
        "trusted": bool(found["station"] and found["key"] in own_keys(trust, found["station"])),
        "covered": marks[-1][0] if marks and not bads else 0,
        "witnesses": {} if bads else witnesses,
    }


def check_manifest(package):
    """Every file is the one that was exported, and the manifest is the station's. Returns it, and what is wrong."""
    with open(os.path.join(package, "manifest.json"), "rb") as file:
        raw = file.read()
    with open(os.path.join(package, "manifest.sig"), encoding="ascii") as file:
        signature = bytes.fromhex(file.read().strip())
    manifest = json.loads(raw.decode())
    wrong = []
    if not is_signed(bytes.fromhex(manifest["publicKey"]), b"lianzhi record manifest 1\n" + raw, signature):
        wrong.append("manifest.json: its signature is not the station's")
    for name, digest in manifest["files"].items():
        path = os.path.join(package, *name.split("/"))
        if not FILE_NAME.match(name) or not os.path.isfile(path):
            wrong.append(name + ": missing")
            continue
        with open(path, "rb") as file:
            if hashlib.sha256(file.read()).hexdigest() != digest:
                wrong.append(name + ": not the file that was exported")
    return manifest, wrong


def check_attachments(package, manifest):
    """Files that decisions are bound to. Returns how many are attached, withheld and missing, and what is wrong: (name, code)."""
    counts, wrong, known = {"attached": 0, "withheld": 0, "missing": 0}, [], set()
    for row in manifest.get("attachments", []):
        counts[row["state"]] += 1
        if row["state"] != "attached":
            continue
        name = row["file"]
        if not ATTACHED.match(name):
            raise ValueError("not the name of an attachment: %r" % name)
        known.add(name)
        path = os.path.join(package, "attachments", name)
        if not os.path.isfile(path):
            wrong.append(("attachments/" + name, "attachment-missing"))
            continue
        with open(path, "rb") as file:
            if hashlib.sha256(file.read()).hexdigest() != row["sha256"]:
                wrong.append(("attachments/" + name, "attachment-differs"))
    beside = os.path.join(package, "attachments")
    for name in sorted(os.listdir(beside)) if os.path.isdir(beside) else []:
        if name not in known:
            wrong.append(("attachments/" + name, "attachment-unknown"))
    return counts, wrong


def check_sealed(package, lines_file):
    path = os.path.join(package, "sealed.jsonl")
    if not os.path.exists(path):
        return None, []
    with open(os.path.join(package, lines_file), encoding="utf-8") as file:
        log = file.read()
    wrong, count = [], 0
    with open(path, encoding="utf-8") as file:
        for row in (json.loads(line) for line in file if line.strip()):
            count += 1
            digest = hashlib.sha256(("lianzhi sealed value 1\n%s\n%s" % (row["salt"], row["value"])).encode()).hexdigest()
            if digest != row["hash"] or '{"sealed":"%s"}' % digest not in log:
                wrong.append("a value of entry %d is not the one that was sealed" % row["no"])
    return count, wrong


def main(arguments):
    trust, every, package = [], False, None
    rest = iter(arguments)
    for argument in rest:
        if argument == "--every-signature":
            every = True
        elif argument == "--trust":
            with open(next(rest), encoding="utf-8") as file:
                trust = [read_key(line) for line in file if line.strip() and not line.startswith("#")]
        else:
            package = argument
    if package is None:
        print(__doc__)
        return 2
    try:
        verdict = verify(package, trust, every)
        manifest, wrong = check_manifest(package)
        sealed, wrong_values = check_sealed(package, "log.txt")
        counts, wrong_files = check_attachments(package, manifest)
        wrong += ["%s: %s" % pair for pair in wrong_files]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print("UNREADABLE: %s" % error)
        return 2
    if manifest.get("publicKey") != verdict["key"] and not verdict["bad"]:
        wrong.append("manifest.json: another key than the log's")
    if manifest.get("entries") != verdict["entries"] and not verdict["bad"]:
        verdict["bad"] = Bad(min(manifest.get("entries", 0), verdict["entries"]) + 1, "missing-entries")
    bad = verdict["bad"]
    if bad:
        print("INVALID: first bad entry %d%s: %s" % (bad.no, "-%d" % bad.until if bad.until else "", bad.code))
    for line in wrong + wrong_values:
        print("INVALID: " + line)
    if bad or wrong or wrong_values:
        return 1
    print("VALID: %d entries of station %s" % (verdict["entries"], verdict["station"]))
    print("  key %s (%s)" % (verdict["key"], "yours" if verdict["trusted"] else "the log's own word: compare it with the station's"))
    print("  checkpoints cover %d; not covered: %d" % (verdict["covered"], verdict["entries"] - verdict["covered"]))
    for name, (size, seconds) in sorted(verdict["witnesses"].items()):
        print("  witness %s saw %d entries at %d" % (name, size, seconds))
    if not verdict["witnesses"]:
        print("  no witness among your keys: nothing here proves when it was written")
    print("  sealed values: %s" % ("left out (redacted)" if sealed is None else "%d, each the one that was sealed" % sealed))
    print("  attachments: %(attached)d in it, %(withheld)d withheld, %(missing)d not at the station" % counts)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
