import { html, raw } from 'hono/html';
import { dateInWords, writeNumber } from '../i18n/index.ts';
import { COLOURS } from './colours.ts';
import { text } from './text.ts';
import { type Block, type Cell, type Line, paperTable, type Row, type Run, type Table, type Tree } from './tree.ts';

type Piece = ReturnType<typeof html>;

/** A document as one page that needs nothing else: for reading without a network, and for print from any browser. */
export function htmlFile(tree: Tree): Uint8Array {
  const t = text.in(tree.lang);
  const day = t('documents.as-of', { day: dateInWords(tree.lang, tree.asOf) });
  const { logo } = tree.look;
  const page = html`<!doctype html>
<html lang="${tree.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${tree.title.text}</title>
<style>${raw(styleOf(tree))}</style>
</head>
<body>
<header>
${logo === null ? '' : html`<img alt="${logo.alt}" height="56" src="data:${logo.type};base64,${Buffer.from(logo.bytes).toString('base64')}">`}
<p class="above">${tree.look.header} · ${tree.above}</p>
<h1${langOf(tree, tree.title)} class="${tree.title.signed ? 'signed' : ''}">${tree.title.text}</h1>
<p class="${tree.wall.open ? 'open' : 'wall'}">${tree.wall.sentence}</p>
<dl>${tree.facts.map(({ term, value }) => html`<dt>${term}</dt><dd>${words(tree, value)}</dd>`)}</dl>
${
  tree.figures.length === 0
    ? ''
    : html`<p class="counted">${t('documents.counted')}</p><ul>${tree.figures.map(
        ({ value, label, rule }) => html`<li><b>${writeNumber(tree.lang, value)}</b> ${label} <small>— ${rule}</small></li>`,
      )}</ul>`
}
</header>
<main>${tree.blocks.map((block) => blockOf(tree, block))}</main>
<footer><p>${tree.wall.sentence} · ${day} · <a href="${tree.address}">${tree.address}</a></p></footer>
</body>
</html>
`;
  return new TextEncoder().encode(String(page));
}

function blockOf(tree: Tree, block: Block): Piece | string {
  if (block.kind === 'heading')
    return html`<h${raw(String(block.level + 1))}>${words(tree, block.line)}</h${raw(String(block.level + 1))}>`;
  if (block.kind === 'paragraph') return html`<p>${words(tree, block.line)}</p>`;
  if (block.rows.length === 0) return html`<p class="open">${block.empty}</p>`;
  return tableOf(tree, paperTable(block));
}

function tableOf(tree: Tree, table: Table): Piece {
  const shares = table.columns.reduce((sum, column) => sum + column.width, 0);
  return html`<table>
<caption>${table.caption}</caption>
<colgroup>${table.columns.map((column) => html`<col style="width:${((100 * column.width) / shares).toFixed(1)}%">`)}</colgroup>
<thead><tr>${table.columns.map((column) => html`<th scope="col" class="${column.ours ? 'ours' : ''}">${column.label}</th>`)}</tr></thead>
<tbody>${table.rows.map((row) => rowOf(tree, table, row))}</tbody>
</table>`;
}

function rowOf(tree: Tree, table: Table, row: Row): Piece {
  if ('heading' in row)
    return html`<tr class="heading level-${row.level}"><th scope="rowgroup" colspan="${table.columns.length}">${words(tree, row.heading)}</th></tr>
`;
  return html`<tr>${row.cells.map((cell, at) => cellOf(tree, table.columns[at]?.ours === true, at === 0, cell))}</tr>
`;
}

function cellOf(tree: Tree, ours: boolean, heads: boolean, cell: Cell): Piece {
  const lines = cell.lines.map((line, at) => html`${at === 0 ? '' : raw('<br>')}${words(tree, line)}`);
  const kind = ours ? raw(' class="ours"') : '';
  return heads ? html`<th scope="row"${kind}>${lines}</th>` : html`<td${kind}>${lines}</td>`;
}

function words(tree: Tree, line: Line): Piece {
  return html`${line.map((run) => {
    const kinds = [run.signed && 'signed', run.bold && 'bold', run.italic && 'italic', run.quiet && 'quiet']
      .filter(Boolean)
      .join(' ');
    const plain = kinds === '' && (run.lang === undefined || run.lang === tree.lang);
    const text = plain ? html`${run.text}` : html`<span class="${kinds}"${langOf(tree, run)}>${run.text}</span>`;
    return run.href === undefined ? text : html`<a href="${run.href}">${text}</a>`;
  })}`;
}

const langOf = (tree: Tree, run: Run) => (run.lang !== undefined && run.lang !== tree.lang ? raw(` lang="${run.lang}"`) : '');

function styleOf(tree: Tree): string {
  const { size, landscape } = tree.paper;
  // What stands between quotes in a style sheet must not end them.
  const said = JSON.stringify(tree.wall.sentence).replaceAll('<', '\\3c ');
  return `
@page { size: ${size === 'letter' ? 'letter' : 'A4'} ${landscape ? 'landscape' : 'portrait'}; margin: 16mm 14mm; @top-right { content: ${said}; font: 8pt sans-serif } @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif } }
:root { color: #${COLOURS.words}; background: #fff; font: 15px/1.45 system-ui, sans-serif }
body { max-width: 90rem; margin: 0 auto; padding: 1.5rem }
.signed { font-family: Charter, Cambria, "Noto Serif", Georgia, serif }
h1, h2, h3, h4 { color: ${tree.look.colour}; line-height: 1.2 }
h1 { margin: .2rem 0 .8rem }
.above { margin: 0; color: #${COLOURS.muted}; font-weight: 600 }
.wall { background: #${COLOURS.wallSoft}; color: #${COLOURS.wall}; border-left: 4px solid #${COLOURS.wall}; padding: .5rem .8rem; font-weight: 600 }
.open, .quiet, small, dt { color: #${COLOURS.muted} }
.bold, .counted { font-weight: 600 } .italic { font-style: italic }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem } dd { margin: 0 }
ul { list-style: none; padding: 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .9rem }
caption { text-align: left; font-weight: 600; padding: .4rem 0 }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid #${COLOURS.line}; overflow-wrap: anywhere }
thead th { background: ${tree.look.colour}; color: #fff; vertical-align: bottom } thead th.ours { background: #${COLOURS.wall} }
td.ours { background: #f8f5fd }
tr.heading th { background: #${COLOURS.tint} } tr.level-1 th { background: #e6e1d6; font-size: 1.05rem }
thead { display: table-header-group } tr { break-inside: avoid } tr.heading { break-after: avoid }
a { color: #${COLOURS.link} }
footer { margin-top: 1.5rem; color: #${COLOURS.muted}; font-size: .85rem }
@media print { :root { font-size: 11px } body { padding: 0; max-width: none } * { print-color-adjust: exact } }
`;
}
