/** <here-button> around a button: asks the device where it is (WGS-84) and reloads the page's list around that place. */
class HereButton extends HTMLElement {
  connectedCallback(): void {
    if (!('geolocation' in navigator) || !window.isSecureContext) {
      this.hidden = true;
      return;
    }
    this.querySelector('button')?.addEventListener('click', () => this.locate());
  }

  private locate(): void {
    const button = this.querySelector('button');
    button?.setAttribute('aria-busy', 'true');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const address = new URL(window.location.href);
        // Four decimals are about ten metres: enough to walk by, and no more than needed.
        address.searchParams.set('lat', coords.latitude.toFixed(4));
        address.searchParams.set('lon', coords.longitude.toFixed(4));
        address.searchParams.delete('community');
        window.location.assign(address);
      },
      () => {
        button?.removeAttribute('aria-busy');
        document.querySelector<HTMLElement>('[data-no-position]')?.removeAttribute('hidden');
      },
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    );
  }
}

customElements.define('here-button', HereButton);
