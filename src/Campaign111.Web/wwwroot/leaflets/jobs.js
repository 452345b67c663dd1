// The list of print jobs looks again by itself while something is being made; without this script a reload does the same.
const PAUSE = 3_000;
const list = document.getElementById('jobs');

async function again() {
  // An open "stop?" question must not be swept away while somebody reads it.
  if (document.visibilityState === 'visible' && !list.querySelector('details[open]')) {
    try {
      const answer = await fetch(location.href, { credentials: 'same-origin' });
      if (answer.ok && !answer.redirected) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('jobs');
        list.replaceChildren(...fresh.childNodes);
        list.dataset.moving = fresh.dataset.moving;
      }
    } catch {
      // No network: the next look may find one.
    }
  }
  if (list.dataset.moving === 'true') setTimeout(again, PAUSE);
}

if (list?.dataset.moving === 'true') setTimeout(again, PAUSE);
