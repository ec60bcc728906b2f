// A badge as a PDF: one page to read, with the signed badge attached as it is. It knows no page.
import {PDFDocument, PDFHexString, PDFName, PDFString, StandardFonts, rgb} from 'pdf-lib';
import {bakeable} from './bake.js';

const [width, height, margin] = [420, 595, 40]; // A5
const ink = rgb(.09, .13, .18);

/** What the standard fonts of PDF have no letters for; the whole text is in the badge that is attached. */
const latin = text => text.replace(/[^\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac]/g, '?');

function linesOf(text, font, size, room) {
  const lines = [''];
  for(const word of latin(text.replace(/\s+/g, ' ')).split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if(font.widthOfTextAtSize(longer, size) <= room || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * As PDF 1.7, 7.11.4 has embedded files. It is neither compressed nor in an object stream, so that a reader
 * which is no reader of PDF finds it (spec/paper.md 6).
 */
function attach(document, name, text) {
  const {context, catalog} = document;
  const bytes = new TextEncoder().encode(text);
  const stream = context.register(context.stream(bytes, {Type: 'EmbeddedFile', Subtype: 'application/vc'}));
  const file = context.register(context.obj({Type: 'Filespec', F: PDFString.of(name), UF: PDFHexString.fromText(name),
    EF: {F: stream}, AFRelationship: 'Source'}));
  const names = context.obj({EmbeddedFiles: {Names: [PDFHexString.fromText(name), file]}});
  catalog.set(PDFName.of('Names'), names);
  catalog.set(PDFName.of('AF'), context.obj([file]));
}

/** `rows` are [what, text]; `picture` is a PNG of the badge, and may be left out. */
export async function pdfOf({name, rows, picture, badge, language}) {
  const document = await PDFDocument.create();
  document.setTitle(name);
  document.setLanguage(language);
  document.setProducer('Waarmerk');
  document.setCreator('Waarmerk');
  const [plain, bold] = await Promise.all([StandardFonts.Helvetica, StandardFonts.HelveticaBold].map(one => document.embedFont(one)));
  const page = document.addPage([width, height]);
  let y = height - margin;
  if(picture) {
    const image = await document.embedPng(picture);
    y -= 90;
    page.drawImage(image, {x: margin, y, ...image.scaleToFit(90, 90)});
    y -= 14;
  }
  const write = (text, font, size, after = 0) => {
    for(const line of linesOf(text, font, size, width - 2 * margin)) {
      if(y < margin) return;
      y -= size * 1.3;
      page.drawText(line, {x: margin, y, size, font, color: ink});
    }
    y -= after;
  };
  write(name, bold, 20, 10);
  for(const [what, text] of rows) {
    if(!text) continue;
    write(what, bold, 9);
    write(text, plain, 11, 6);
  }
  attach(document, 'badge.json', bakeable(badge));
  return document.save({useObjectStreams: false});
}
