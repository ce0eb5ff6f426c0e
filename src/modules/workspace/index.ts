export { navigation } from './navigation.ts';
export { workspaceRoutes } from './routes.tsx';
