/** Loads a heavy island the first time its tag is in the document; pages drawn by a circuit may add it later. */
export function whenShown(tag: string, load: () => Promise<unknown>): void {
  const found = document.getElementsByTagName(tag);
  if (found.length > 0) {
    void load();
    return;
  }
  const watcher = new MutationObserver(() => {
    if (found.length > 0) {
      watcher.disconnect();
      void load();
    }
  });
  watcher.observe(document.documentElement, { childList: true, subtree: true });
}
