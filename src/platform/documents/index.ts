export { FORMATS, type Format, TYPE_OF } from './formats.ts';
export { type ListColumn, listFile, listRoutes, type OutList, today, treeOf } from './list.ts';
export {
  type Cell,
  type Column,
  cellOf,
  type Line,
  type Look,
  type Paper,
  plainOf,
  type Row,
  type Run,
  type Table,
  type Tree,
  type Wall,
} from './tree.ts';
export { writeDocument } from './write.ts';
