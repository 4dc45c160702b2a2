export function dataFolder(): string | null
