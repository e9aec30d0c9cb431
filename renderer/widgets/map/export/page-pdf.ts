import { PAPERS, type PaperName } from './paper.ts';
import { packPixels, type Pixels } from './pack-pixels.ts';

/** Real text of the file, beside the picture. */
export interface PdfFacts {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: readonly string[];
  readonly creator: string;
  readonly language: string;
  readonly madeAt: Date;
}

/** One page that the picture fills. Its words are part of the picture, so that no reader lacks a Chinese font for them. */
export async function pdfOf(
  pixels: Pixels,
  paper: PaperName,
  facts: PdfFacts,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await import('@cantoo/pdf-lib');
  const { width, height } = pixels;
  const data = await packPixels(pixels, signal);
  const document = await pdf.PDFDocument.create();
  document.setTitle(facts.title, { showInWindowTitleBar: true });
  document.setAuthor(facts.author);
  document.setSubject(facts.subject);
  document.setKeywords([...facts.keywords]);
  document.setCreator(facts.creator);
  document.setProducer(facts.creator);
  document.setLanguage(facts.language);
  document.setCreationDate(facts.madeAt);
  document.setModificationDate(facts.madeAt);
  const { context } = document;
  const image = context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    ColorSpace: 'DeviceRGB',
    BitsPerComponent: 8,
    Filter: 'FlateDecode',
    DecodeParms: { Predictor: 15, Colors: 3, BitsPerComponent: 8, Columns: width },
  });
  const [across, up] = PAPERS[paper].points;
  const page = document.addPage([across, up]);
  const name = page.node.newXObject('Map', context.register(pdf.PDFRawStream.of(image, data)));
  page.pushOperators(
    pdf.pushGraphicsState(),
    pdf.concatTransformationMatrix(across, 0, 0, up, 0, 0),
    pdf.drawObject(name),
    pdf.popGraphicsState(),
  );
  return new Uint8Array(await document.save());
}
