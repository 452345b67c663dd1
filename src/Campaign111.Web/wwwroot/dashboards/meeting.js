// The meeting view: refreshes its content in place (the browser's full screen stays), and goes to other units by the keys that its links name.
const every = 60_000;
const pause = document.querySelector("[data-pause]");
const words = [pause.textContent, pause.dataset.resume];
let timer;

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok && !answer.redirected) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of ["main", ".meet-head > div"]) {
        const [now, then] = [document.querySelector(part), fresh.querySelector(part)];
        // A link that has the focus keeps its place.
        if (now && then && !now.contains(document.activeElement)) now.replaceWith(then);
      }
    }
  } catch {
    // No network for a moment: what is shown says as of when it is, and the next try comes in a minute.
  }
}

function run(go) {
  clearInterval(timer);
  timer = go ? setInterval(refresh, every) : undefined;
  pause.textContent = go ? words[0] : words[1];
}

pause.hidden = false;
pause.addEventListener("click", () => run(timer === undefined));
run(true);

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const link = document.querySelector(`a[data-key="${event.key}"]`);
  if (link) link.click();
});
