/** The document cannot be read as a plan, or its file not at all: what the readers of files throw, under the name that it has here. */
export {
  FileRefusal as ImportRefusal,
  type FileRefusalCode as ImportRefusalCode,
  type HeadRow,
} from '../../../platform/files/office/refused-file.ts';
