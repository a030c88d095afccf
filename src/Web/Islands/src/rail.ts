/** On a narrow screen the rail is a strip that scrolls: the section the reader is in is brought into sight. */
function show(): void {
  document.querySelector('.rail [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
}

const drawn = new MutationObserver(() => {
  const rail = document.querySelector('.rail');
  if (rail) {
    drawn.disconnect();
    show();
    new MutationObserver(show).observe(rail, { subtree: true, childList: true, attributeFilter: ['aria-current'] });
  }
});

// Only a page over a circuit draws the rail later than itself.
if (document.querySelector('script[src*="blazor"]')) {
  drawn.observe(document.body, { childList: true, subtree: true });
}
