/** Reads the page's colour tokens, so that maps and charts speak the same visual language by day and by night. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Calls back when the device changes between light and dark. */
export function onSchemeChange(changed: () => void): () => void {
  const query = window.matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

export const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
