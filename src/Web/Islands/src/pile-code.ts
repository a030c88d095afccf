/** <pile-code> around an input: shows the fourteen digits of a pile in groups of four while they are typed or pasted. */
class PileCode extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input');
    input?.addEventListener('input', () => {
      const atEnd = input.selectionStart === input.value.length;
      const grouped = group(input.value);
      if (atEnd && grouped !== input.value) {
        input.value = grouped;
      }
    });
    input?.addEventListener('blur', () => {
      input.value = group(input.value);
    });
  }
}

export function group(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 14);
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

customElements.define('pile-code', PileCode);
