interface Part {
  id: string;
  html: string;
}

interface Updatable extends Element {
  update?: (data: unknown) => void;
}

const quietLimit = 40_000;

/** Which child of which child an element is, from the top of a part. */
function pathTo(element: Element, top: Element): number[] {
  const path: number[] = [];
  for (let at = element; at !== top && at.parentElement; at = at.parentElement) {
    path.unshift([...at.parentElement.children].indexOf(at));
  }
  return path;
}

function at(path: number[], top: Element): HTMLElement | undefined {
  let found: Element | undefined = top;
  for (const child of path) {
    found = found?.children[child];
  }
  return found instanceof HTMLElement ? found : undefined;
}

/**
 * <live-parts src="/live/…">: keeps the parts of a page that change up to date. The server sends rendered, encoded fragments
 * ("part"), data for charts ("chart") and where to go next ("go"); a lost link is said, tried again, and caught up with, because
 * the first message after a connection is always the whole present state.
 */
class LiveParts extends HTMLElement {
  private source?: EventSource;
  private lastHeard = 0;
  private attempt = 0;
  private retry = 0;
  private watch = 0;
  private readonly late = new Map<string, Part>();

  connectedCallback(): void {
    this.connect();
    this.watch = window.setInterval(() => this.checkQuiet(), 5_000);
    document.addEventListener('visibilitychange', this.onReturn);
    window.addEventListener('online', this.onReturn);
    window.addEventListener('offline', this.onOffline);
  }

  disconnectedCallback(): void {
    this.close();
    window.clearInterval(this.watch);
    document.removeEventListener('visibilitychange', this.onReturn);
    window.removeEventListener('online', this.onReturn);
    window.removeEventListener('offline', this.onOffline);
  }

  private readonly onReturn = (): void => {
    // A phone that was locked may hold a link that is long dead without knowing it.
    if (document.visibilityState === 'visible' && (!this.source || Date.now() - this.lastHeard > quietLimit / 2)) {
      this.attempt = 0;
      this.connect();
    }
  };

  private readonly onOffline = (): void => this.setAttribute('state', 'lost');

  private connect(): void {
    this.close();
    const address = this.getAttribute('src');
    if (!address) {
      return;
    }
    const source = new EventSource(address);
    this.source = source;
    source.addEventListener('open', () => this.heard());
    source.addEventListener('tick', () => this.heard());
    source.addEventListener('part', (event) => {
      this.heard();
      this.replace(JSON.parse(event.data as string) as Part);
    });
    source.addEventListener('chart', (event) => {
      this.heard();
      const { id, data } = JSON.parse(event.data as string) as { id: string; data: unknown };
      (document.getElementById(id) as Updatable | null)?.update?.(data);
    });
    source.addEventListener('go', (event) => {
      this.close();
      window.location.replace(new URL(event.data as string, window.location.origin).pathname);
    });
    source.addEventListener('error', () => {
      this.close();
      this.setAttribute('state', 'lost');
      const wait = Math.min(30_000, 1_000 * 2 ** this.attempt++) * (0.75 + Math.random() / 2);
      this.retry = window.setTimeout(() => this.connect(), wait);
    });
  }

  private heard(): void {
    this.lastHeard = Date.now();
    this.attempt = 0;
    this.setAttribute('state', 'live');
  }

  private checkQuiet(): void {
    if (this.source && Date.now() - this.lastHeard > quietLimit) {
      this.setAttribute('state', 'lost');
      this.connect();
    }
  }

  private close(): void {
    window.clearTimeout(this.retry);
    this.source?.close();
    this.source = undefined;
  }

  private replace(part: Part): void {
    const old = document.getElementById(part.id);
    if (!old) {
      return;
    }
    const holder = document.createElement('template');
    holder.innerHTML = part.html;
    const fresh = holder.content.firstElementChild;
    // An unchanged part is left alone, so that focus, selection and a screen reader's place stay.
    if (!fresh || old.isEqualNode(fresh)) {
      return;
    }
    if (old.querySelector(':active')) {
      // A link replaced between press and release would never be clicked: the part waits for the finger.
      this.late.set(part.id, part);
      window.setTimeout(() => this.catchUp(part.id), 150);
      return;
    }
    this.late.delete(part.id);
    const focused = document.activeElement && old.contains(document.activeElement) ? pathTo(document.activeElement, old) : undefined;
    old.replaceWith(fresh);
    if (focused) {
      // Who went there with the keyboard stays there.
      at(focused, fresh)?.focus({ preventScroll: true });
    }
  }

  private catchUp(id: string): void {
    const newest = this.late.get(id);
    if (newest) {
      this.replace(newest);
    }
  }
}

customElements.define('live-parts', LiveParts);
