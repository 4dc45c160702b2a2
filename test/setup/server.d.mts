export function serve(folder: string): Promise<{ url: string; close: () => void }>
