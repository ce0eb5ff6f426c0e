export function coverRest(): void {}
