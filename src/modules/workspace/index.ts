export { workspaceApi } from './api.ts';
export { navigation } from './pages/navigation.ts';
export { workspaceRoutes } from './routes.tsx';
