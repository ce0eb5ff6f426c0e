import { COLOURS } from './colours.ts';
import { FAMILIES } from './fonts.ts';

const families = (names: readonly string[]): string => `(${names.map((name) => `"${name}"`).join(', ')})`;

/**
 * How a document is set. It is the only Typst there is: whatever a document says comes as data (`sys.inputs.data`) and is put down as text,
 * never read as code.
 */
export const TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let sans = ${families(FAMILIES.sans)}
#let serif = ${families(FAMILIES.serif)}
#let (ink, muted, hair, tint) = (rgb("#${COLOURS.words}"), rgb("#${COLOURS.muted}"), rgb("#${COLOURS.line}"), rgb("#${COLOURS.tint}"))
#let (wall-ink, wall-soft) = (rgb("#${COLOURS.wall}"), rgb("#${COLOURS.wallSoft}"))
#let accent = rgb(d.look.colour)
#let day = d.asOf.split("-").map(int)

#set document(title: d.title.text, author: d.look.header, date: datetime(year: day.at(0), month: day.at(1), day: day.at(2)))
#set text(lang: d.lang, font: sans, size: 9.5pt, fill: ink, hyphenate: false)
#set par(justify: false, leading: 0.58em, spacing: 0.8em)

// Words without a space that are longer than a column may break anywhere.
#show regex("[^\\s]{30,}"): it => {
  let letters = it.text.clusters()
  range(0, letters.len(), step: 10).map(at => letters.slice(at, calc.min(at + 10, letters.len())).join()).join(h(0pt))
}

#let run(r) = {
  let body = {
    let first = true
    for part in r.text.split("\\n") { if not first { linebreak() }; first = false; [#part] }
  }
  body = text(lang: r.at("lang", default: d.lang), font: if r.at("signed", default: false) { serif } else { sans }, body)
  if r.at("bold", default: false) { body = text(weight: "bold", body) }
  if r.at("italic", default: false) { body = text(style: "italic", body) }
  if r.at("quiet", default: false) { body = text(fill: muted, body) }
  if "href" in r { body = text(fill: rgb("#${COLOURS.link}"), body) }
  if "href" in r { link(r.href, body) } else { body }
}
#let words(line) = line.map(run).join()
#let cell-body(c, kind) = {
  let lines = c.lines.filter(line => line.any(r => r.text.trim() != ""))
  if lines.len() == 0 { return [] }
  let body = if lines.len() == 1 { words(lines.first()) } else { for line in lines { par(words(line)) } }
  if kind == "number" { align(right, body) } else { body }
}

#set page(
  paper: if d.paper.size == "letter" { "us-letter" } else { "a4" },
  flipped: d.paper.landscape,
  margin: (top: 21mm, bottom: 19mm, left: 16mm, right: 16mm),
  header-ascent: 5.5mm,
  footer-descent: 5mm,
  header: {
    set text(size: 8pt, fill: muted)
    block(width: 100%, stroke: (bottom: 0.5pt + hair), inset: (bottom: 2.2mm), grid(
      columns: (1fr, auto), align: (left + horizon, right + horizon), column-gutter: 6mm,
      [#text(weight: 600, fill: accent, d.look.header)#if d.look.header != "" [#h(0.8em)]#text(font: if d.title.at("signed", default: false) { serif } else { sans }, lang: d.title.at("lang", default: d.lang), d.title.text)],
      if d.wall.open { d.wall.sentence } else {
        box(fill: wall-soft, radius: 2pt, inset: (x: 2.2mm, y: 1.1mm), text(fill: wall-ink, weight: 600, d.wall.sentence))
      },
    ))
  },
  footer: context {
    set text(size: 7.5pt, fill: muted)
    grid(
      columns: (1fr, auto), column-gutter: 6mm, align: (left, right),
      [#d.said.asOf #h(0.6em) #d.address],
      d.said.page.replace("{page}", str(counter(page).get().first())).replace("{pages}", str(counter(page).final().first())),
    )
  },
)

#show heading: set text(font: sans, fill: accent)
#show heading.where(level: 1): set text(size: 13pt, weight: 600)
#show heading.where(level: 2): set text(size: 10.5pt, weight: 600)
#show heading.where(level: 3): set text(size: 9.5pt, weight: 600)
#show heading: set block(above: 1.3em, below: 0.7em)

#if "logo" in d.look [
  #image(bytes(d.look.logo.bytes), format: d.look.logo.format, height: 15mm, alt: d.look.logo.alt)
  #v(2mm)
]
#text(size: 9pt, weight: 600, fill: muted, tracking: 0.04em, upper(d.above))
#block(above: 2.5mm, below: 7mm, {
  set text(size: 22pt, weight: 600, fill: accent, font: if d.title.at("signed", default: false) { serif } else { sans }, lang: d.title.at("lang", default: d.lang))
  set par(leading: 0.42em)
  d.title.text
})
#let band = if not d.wall.open {
  block(width: 100%, fill: wall-soft, stroke: (left: 2.5pt + wall-ink), inset: (x: 4mm, y: 2.6mm), below: 6mm, text(fill: wall-ink, weight: 600, size: 10.5pt, d.wall.sentence))
}
#let facts = d.facts.map(f => (text(fill: muted, f.term), words(f.value))).flatten()
#let about = {
  if facts.len() > 0 { grid(columns: (auto, 1fr), column-gutter: 6mm, row-gutter: 2.6mm, ..facts) }
  if d.figures.len() > 0 {
    block(above: 7mm, below: 2.4mm, text(weight: 600, fill: accent, d.said.counted))
    for f in d.figures {
      block(above: 2.4mm, below: 2.4mm, [#text(weight: 700, size: 11pt, f.written) #f.label#text(fill: muted)[ — #f.rule]])
    }
  }
}
#let contents = {
  show outline.entry: set text(size: 9pt)
  show outline.entry.where(level: 1): set block(above: 2.6mm)
  outline(title: d.said.contents, depth: 2, indent: 5mm)
}
#band
#if d.contents and d.paper.landscape {
  grid(columns: (2fr, 3fr), column-gutter: 16mm, about, { show heading: set block(above: 0pt); contents })
  pagebreak()
} else if d.contents { about; v(4mm); contents; pagebreak() } else { about; v(5mm) }

#for block-of in d.blocks {
  if block-of.kind == "heading" { heading(level: block-of.level, words(block-of.line)) }
  else if block-of.kind == "paragraph" { par(words(block-of.line)) }
  else if block-of.rows.len() == 0 { par(text(fill: muted, block-of.empty)) }
  else {
    let n = block-of.columns.len()
    set text(size: block-of.size * 1pt)
    table(
      columns: block-of.columns.map(c => c.width * 1fr),
      inset: (x: 1.8mm, y: 1.9mm),
      align: left + top,
      stroke: (x, y) => (bottom: 0.4pt + hair),
      table.header(
        repeat: true,
        ..block-of.columns.map(c => table.cell(
          fill: if c.ours { wall-ink } else { accent },
          stroke: none,
          align: if c.kind == "number" { right + bottom } else { left + bottom },
          text(fill: white, weight: 600, size: (block-of.size - 0.5) * 1pt, c.label),
        )),
      ),
      ..block-of.rows.map(r => {
        if "heading" in r {
          let row = table.cell(
            colspan: n,
            fill: if r.level == 1 { tint.darken(7%) } else { tint },
            inset: (x: 1.7mm, y: if r.level == 1 { 2.2mm } else { 1.5mm }),
            {
              show heading: set block(above: 0pt, below: 0pt)
              show heading: set text(size: if r.level == 1 { 11pt } else { 9.5pt }, fill: ink)
              heading(level: r.level, words(r.heading))
            },
          )
          // As the head of what follows it is kept together with it; the type setter gives up on some tables with such rows.
          (if d.cautious { row } else { table.header(level: r.level + 1, repeat: false, row) },)
        } else {
          r.cells.enumerate().map(((i, c)) => table.cell(
            breakable: r.long,
            fill: if block-of.columns.at(i).ours { wall-soft.lighten(45%) } else { none },
            cell-body(c, block-of.columns.at(i).kind),
          ))
        }
      }).flatten(),
    )
  }
}
`;
