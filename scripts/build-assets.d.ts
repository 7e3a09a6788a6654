export function buildAssets(target?: string): void;
