export { changing, reading } from './declare.ts';
export { keepSweeping } from './once.ts';
export { pageOf, placeOf, rowsFrom } from './paging.ts';
export { apiRoutes } from './routes.tsx';
export { Address, Day, LanguageCode, listOf, name, PageQuery, Wall, Words } from './schemas.ts';
