interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

type DetectorMaker = new (options: { formats: string[] }) => Detector;

/**
 * <code-scanner>: reads a pile's QR code with the camera where the browser itself can (BarcodeDetector); elsewhere it stays hidden and
 * the digits are typed. A code is the pile's number, or an address of ours that ends in it.
 */
class CodeScanner extends HTMLElement {
  private stream?: MediaStream;

  connectedCallback(): void {
    const maker = (window as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
    if (!maker || !window.isSecureContext || !navigator.mediaDevices) {
      return;
    }
    this.setAttribute('ready', '');
    this.querySelector('button')?.addEventListener('click', () => void this.scan(new maker({ formats: ['qr_code'] })));
  }

  disconnectedCallback(): void {
    this.stop();
  }

  private async scan(detector: Detector): Promise<void> {
    const video = this.querySelector('video');
    if (!video || this.stream) {
      this.stop();
      return;
    }
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    } catch {
      this.querySelector<HTMLElement>('[data-no-camera]')?.removeAttribute('hidden');
      return;
    }
    video.hidden = false;
    video.srcObject = this.stream;
    await video.play();
    while (this.stream) {
      const code = await detector.detect(video).then((found) => found.map((f) => pileOf(f.rawValue)).find(Boolean), () => undefined);
      if (code) {
        this.stop();
        window.location.assign(`/start?code=${encodeURIComponent(code)}`);
        return;
      }
      await new Promise((resolve) => window.setTimeout(resolve, 150));
    }
  }

  private stop(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = undefined;
    const video = this.querySelector('video');
    if (video) {
      video.hidden = true;
      video.srcObject = null;
    }
  }
}

/** Fourteen digits, and the connector after a hyphen where the code names one. */
export function pileOf(text: string): string | undefined {
  return /(?<!\d)\d{14}(?:-\d{1,2})?(?!\d)/.exec(text)?.[0];
}

customElements.define('code-scanner', CodeScanner);
