interface Credentials {
  parseCreationOptionsFromJSON?: (options: unknown) => PublicKeyCredentialCreationOptions;
  parseRequestOptionsFromJSON?: (options: unknown) => PublicKeyCredentialRequestOptions;
}

/**
 * <pass-key task="add|enter" to="/…">: around a button that adds a passkey to one's own account, or signs in with one. The ceremony is the
 * browser's; the server asks and judges. Where the browser has none the button goes and the page says so.
 */
class PassKey extends HTMLElement {
  connectedCallback(): void {
    const can = window.PublicKeyCredential as unknown as Credentials | undefined;
    if (!can?.parseCreationOptionsFromJSON || !can.parseRequestOptionsFromJSON) {
      this.querySelector('button')?.remove();
      this.show('[data-unable]');
      return;
    }
    this.querySelector('button')?.addEventListener('click', () => void this.run(can as Required<Credentials>));
  }

  private get adds(): boolean {
    return this.getAttribute('task') === 'add';
  }

  private async run(can: Required<Credentials>): Promise<void> {
    this.querySelector('[data-failed]')?.setAttribute('hidden', '');
    try {
      const options: unknown = await (await this.send(this.adds ? '/sign-in/passkey/new/options' : '/sign-in/passkey/options', null)).json();
      const credential = this.adds
        ? await navigator.credentials.create({ publicKey: can.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: can.parseRequestOptionsFromJSON(options) });
      const name = this.querySelector('input')?.value.trim() ?? '';
      await this.send(this.adds ? '/sign-in/passkey/new' : '/sign-in/passkey', { credential: JSON.stringify(credential), name });
      window.location.assign(this.getAttribute('to') ?? '/staff');
    } catch {
      // Cancelled, timed out, unknown key or refused: to the person before the page it is one thing.
      this.show('[data-failed]');
    }
  }

  private async send(path: string, body: unknown): Promise<Response> {
    const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body === null ? null : JSON.stringify(body) });
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status}`);
    }
    return answer;
  }

  private show(part: string): void {
    this.querySelector(part)?.removeAttribute('hidden');
  }
}

customElements.define('pass-key', PassKey);
