import { isNotice, replaces, type ChainLink } from './chain-rules.ts';

/** Messages of one chain that a look back walks over; more make a warning no clearer, and a loop of references no shorter. */
const LONGEST = 300;

interface Node<Link> {
  readonly id: string;
  readonly link: Link;
}

/** A current message's past. */
export interface Past {
  /** Ids, the newest first. */
  readonly before: readonly string[];
  /** Identifiers that were referred to and never came. */
  readonly missing: readonly string[];
}

/**
 * CAP messages to warnings (B1): a message that a later one refers to is part of that one's past. Kept by single messages: to
 * put one costs what hangs together with it, whatever else there is.
 */
export class Chains<Link extends ChainLink> {
  readonly #nodes = new Map<string, Node<Link>>();
  /** Of records that bear the same identifier (a message that came by two feeds) the first by id counts. */
  readonly #bearers = new Map<string, Node<Link>[]>();
  /** Identifier → ids of the messages that refer to it, whether it came or not. */
  readonly #referrers = new Map<string, Set<string>>();

  get(id: string): Link | undefined {
    return this.#nodes.get(id)?.link;
  }

  /** @returns ids of the messages that may stand differently now, `id` among them. */
  put(id: string, link: Link): Set<string> {
    const before = this.#nodes.get(id)?.link;
    if (before && isSameLink(before, link)) {
      this.#replace({ id, link });
      return new Set([id]);
    }
    const touched = before ? this.remove(id) : new Set<string>();
    this.#replace({ id, link });
    for (const reference of link.references) {
      const set = this.#referrers.get(reference) ?? new Set();
      this.#referrers.set(reference, set.add(id));
    }
    for (const one of this.#around(id, link)) touched.add(one);
    return touched;
  }

  remove(id: string): Set<string> {
    const node = this.#nodes.get(id);
    if (!node) return new Set();
    const touched = this.#around(id, node.link);
    this.#nodes.delete(id);
    const { identifier, references } = node.link;
    const left = (this.#bearers.get(identifier) ?? []).filter((one) => one.id !== id);
    if (left.length > 0) this.#bearers.set(identifier, left);
    else this.#bearers.delete(identifier);
    for (const reference of references) {
      const set = this.#referrers.get(reference);
      set?.delete(id);
      if (set?.size === 0) this.#referrers.delete(reference);
    }
    return touched;
  }

  /** The current messages that a message belongs to, itself or those that came after it. */
  currentOf(id: string): string[] {
    const node = this.#nodes.get(id);
    return node ? [...this.#around(id, node.link)].filter((one) => this.isCurrent(one)) : [];
  }

  /** Whether a message holds now: nothing later replaced it, and it is no notice about one that is here. */
  isCurrent(id: string): boolean {
    const node = this.#nodes.get(id);
    if (!node || this.#bearer(node.link.identifier) !== node) return false;
    const { link } = node;
    if (isNotice(link) && link.references.some((reference) => this.#bearer(reference))) return false;
    for (const referrer of this.#referrers.get(link.identifier) ?? []) {
      const later = this.#nodes.get(referrer);
      if (later && this.#bearer(later.link.identifier) === later && replaces(later.link, link)) return false;
    }
    return true;
  }

  pastOf(id: string): Past {
    const head = this.#nodes.get(id)?.link;
    if (!head) return { before: [], missing: [] };
    const seen = new Set([head.identifier]);
    const before: Node<Link>[] = [];
    const missing: string[] = [];
    const open = [...head.references];
    for (let next = open.pop(); next !== undefined && seen.size < LONGEST; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const earlier = this.#bearer(next);
      if (!earlier) missing.push(next);
      // What it may not replace (a drill that names the real one) is not its past.
      else if (isNotice(head) || replaces(head, earlier.link)) {
        before.push(earlier);
        open.push(...earlier.link.references);
      }
    }
    before.sort((a, b) => b.link.sentAt - a.link.sentAt || (a.id < b.id ? 1 : -1));
    return { before: before.map((node) => node.id), missing };
  }

  #bearer(identifier: string): Node<Link> | undefined {
    return this.#bearers.get(identifier)?.[0];
  }

  #replace(node: Node<Link>): void {
    this.#nodes.set(node.id, node);
    const others = (this.#bearers.get(node.link.identifier) ?? []).filter(({ id }) => id !== node.id);
    this.#bearers.set(
      node.link.identifier,
      [...others, node].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
  }

  /** What it names, its twins, and everything that names it, over any number of messages. */
  #around(id: string, { identifier, references }: Link): Set<string> {
    const twins = this.#bearers.get(identifier) ?? [];
    const touched = new Set([id, ...twins.map((twin) => twin.id)]);
    // One of them counts, and another one may from now on: with it what it names.
    for (const reference of [references, ...twins.map((twin) => twin.link.references)].flat()) {
      for (const { id: other } of this.#bearers.get(reference) ?? []) touched.add(other);
    }
    const named = [identifier];
    const seen = new Set(named);
    for (let next = named.pop(); next !== undefined; next = named.pop()) {
      for (const referrer of this.#referrers.get(next) ?? []) {
        touched.add(referrer);
        const name = this.#nodes.get(referrer)?.link.identifier;
        if (name === undefined || seen.has(name)) continue;
        seen.add(name);
        named.push(name);
      }
    }
    return touched;
  }
}

function isSameLink(a: ChainLink, b: ChainLink): boolean {
  return (
    a.identifier === b.identifier &&
    a.sentAt === b.sentAt &&
    a.status === b.status &&
    a.msgType === b.msgType &&
    a.level === b.level &&
    a.references.length === b.references.length &&
    a.references.every((reference, index) => reference === b.references[index])
  );
}
