export function findChromium(): string | null
export function ensureChromium(): string | null
export function ensureFonts(): void
