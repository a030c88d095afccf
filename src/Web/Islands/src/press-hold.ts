/**
 * <press-hold seconds="1.2"> around a form's submit button: the button acts only after it was held, with a finger, a mouse, Space or
 * Enter. A click without a press before it (a switch, a screen reader) asks for a second one. Without script the button is a button.
 */
class PressHold extends HTMLElement {
  private timer = 0;
  private armedUntil = 0;
  private pressed = false;

  connectedCallback(): void {
    this.style.setProperty('--hold', `${this.milliseconds}ms`);
    this.addEventListener('pointerdown', this.press);
    this.addEventListener('pointerup', this.release);
    this.addEventListener('pointercancel', this.release);
    this.addEventListener('pointerleave', this.release);
    this.addEventListener('keydown', this.keyDown);
    this.addEventListener('keyup', this.release);
    this.addEventListener('click', this.guard, true);
    this.addEventListener('contextmenu', (event) => event.preventDefault());
  }

  private get milliseconds(): number {
    return Number(this.getAttribute('seconds') ?? '1.2') * 1000;
  }

  private get button(): HTMLButtonElement | null {
    return this.querySelector('button');
  }

  private readonly press = (event: PointerEvent): void => {
    if (event.button === 0 && event.target instanceof Element && event.target.closest('button')) {
      this.pressed = true;
      this.begin();
    }
  };

  private readonly keyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.pressed = true;
      if (!event.repeat) {
        this.begin();
      }
    }
  };

  private begin(): void {
    window.clearTimeout(this.timer);
    this.toggleAttribute('holding', true);
    this.timer = window.setTimeout(() => this.act(), this.milliseconds);
  }

  private readonly release = (): void => {
    window.clearTimeout(this.timer);
    this.removeAttribute('holding');
  };

  private readonly guard = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (this.pressed) {
      this.pressed = false;
      return;
    }
    if (Date.now() < this.armedUntil) {
      this.act();
      return;
    }
    this.armedUntil = Date.now() + 5_000;
    this.querySelector<HTMLElement>('[data-again]')?.removeAttribute('hidden');
  };

  private act(): void {
    this.release();
    const button = this.button;
    // Without a network the form would only change this page for one that knows less.
    const dark = this.querySelector<HTMLElement>('[data-dark]');
    if (dark) {
      dark.hidden = navigator.onLine;
      if (!navigator.onLine) {
        return;
      }
    }
    if (button && !button.disabled) {
      button.form?.requestSubmit(button);
      button.disabled = true;
    }
  }
}

customElements.define('press-hold', PressHold);
