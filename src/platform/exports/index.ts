export { type ExportAsk, exportAsk, mayAskExports, placeOf as exportPlaces } from './ask.ts';
export { exportRoutes } from './routes.tsx';
export { text as exportsText } from './text.ts';
export { keepTending, tendExports, writeExportJob } from './write-export.ts';
