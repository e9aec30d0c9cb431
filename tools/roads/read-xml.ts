import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { cut, refuse, type OsmFile, type OsmSink } from './osm-source.ts';
import { attributesOf, TagScanner, type Tag } from './tag-scanner.ts';

/** Element by element; of the text only what is unfinished is kept. */
export async function readXml(file: OsmFile, isGzip: boolean, sink: OsmSink): Promise<void> {
  const raw = file.handle.createReadStream({ start: 0, autoClose: false });
  let bytes = 0;
  raw.on('data', (chunk) => {
    bytes += chunk.length;
    sink.progress(bytes);
  });
  const elements = new Elements(sink);
  const scanner = new TagScanner((tag) => elements.take(tag));
  const decoder = new StringDecoder('utf8');
  try {
    for await (const chunk of isGzip ? raw.pipe(createGunzip()) : raw) scanner.feed(decoder.write(chunk as Buffer));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'Z_BUF_ERROR') throw cut(file, bytes, elements.last);
    if (!(error instanceof SyntaxError) && !code.startsWith('Z_')) throw error;
    if (elements.root !== 'osm') throw refuse('osm-wrong-type', { path: file.path }, String(error));
    throw refuse('osm-damaged', { path: file.path, where: elements.last }, String(error));
  } finally {
    raw.destroy();
  }
  if (elements.root !== 'osm') throw refuse('osm-wrong-type', { path: file.path });
  if (!elements.isClosed) throw cut(file, bytes, elements.last);
}

/** OSM API v0.6: `node` with id, lat, lon; `way` with `nd` and `tag`; relations and what is within them are passed over. */
class Elements {
  readonly #sink: OsmSink;
  #way: { readonly refs: number[]; readonly tags: Map<string, string> } | null = null;
  root: string | null = null;
  isClosed = false;
  /** Where the last node or way began, for whoever looks for the rest. */
  last = '';

  constructor(sink: OsmSink) {
    this.#sink = sink;
  }

  take({ name, isEnd, isEmpty, text }: Tag): void {
    if (this.root === null) {
      this.root = name;
      if (name !== 'osm') throw new SyntaxError(`<${name}> is no OSM document`);
      return;
    }
    if (isEnd) {
      if (name === 'way') this.#endWay();
      else if (name === 'osm') this.isClosed = true;
    } else if (name === 'node') {
      this.last = beginOf(text);
      if (this.#sink.node) this.#node(attributesOf(text), this.#sink.node);
    } else if (name === 'way') {
      this.last = beginOf(text);
      if (!this.#sink.way) return;
      this.#way = { refs: [], tags: new Map() };
      if (isEmpty) this.#endWay();
    } else if (this.#way && name === 'nd') {
      this.#way.refs.push(Number(attributesOf(text).get('ref')));
    } else if (this.#way && name === 'tag') {
      const attributes = attributesOf(text);
      this.#way.tags.set(attributes.get('k') ?? '', attributes.get('v') ?? '');
    }
  }

  #node(attributes: ReadonlyMap<string, string>, take: NonNullable<OsmSink['node']>): void {
    const [id, lon, lat] = ['id', 'lon', 'lat'].map((key) => Number(attributes.get(key) ?? Number.NaN));
    // A deleted node has no place.
    if (id === undefined || lon === undefined || lat === undefined || Number.isNaN(id + lon + lat)) return;
    take(id, lon, lat);
  }

  #endWay(): void {
    if (this.#way) this.#sink.way?.(this.#way.refs, this.#way.tags);
    this.#way = null;
  }
}

function beginOf(text: string): string {
  return `<${text.slice(0, 24)}`;
}
