// Comfort only: every page works without this file.

// Share the page's address with the phone's own sheet, or copy it.
for (const link of document.querySelectorAll("a[data-share]")) {
  link.addEventListener("click", async (event) => {
    if (navigator.share) {
      event.preventDefault();
      await navigator.share({ title: document.title, url: link.href }).catch(() => {});
    }
  });
}

// A menu closes on Escape and on a click elsewhere.
const menus = document.querySelectorAll("details.account");
addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus) {
    if (menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});

// A button that was pressed is not pressed twice.
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
  for (const busy of document.querySelectorAll("[data-busy]")) busy.hidden = true;
});

// A file on its way says so; a page that waits for a worker looks again by itself.
addEventListener("submit", (event) => {
  const busy = event.target.querySelector("[data-busy]");
  if (busy) busy.hidden = false;
});

// A table on its way says so too, then is saved under its name.
addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[href]");
  const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!isPlain || link?.origin !== location.origin || !/\.(csv|xlsx)$/.test(link.pathname)) return;
  event.preventDefault();
  const bar = document.querySelector("[data-export]");
  if (!bar.hidden) return;
  link.after(bar);
  bar.hidden = false;
  const answer = await fetch(link.href).catch(() => null);
  const data = answer?.ok && (await answer.blob().catch(() => null));
  const name = /filename="?([^";]+)/.exec(answer?.headers.get("Content-Disposition"))?.[1];
  bar.hidden = true;
  if (!data || !name) return location.assign(link.href); // the browser says what is wrong
  const saved = document.createElement("a");
  saved.href = URL.createObjectURL(data);
  saved.download = name;
  saved.click();
  setTimeout(() => URL.revokeObjectURL(saved.href), 60000);
});

async function lookAgain() {
  const answer = await fetch(location.href).catch(() => null);
  const text = answer?.ok ? await answer.text() : "data-again";
  if (text.includes("data-again")) setTimeout(lookAgain, 3000);
  else location.reload();
}
if (document.querySelector("[data-again]")) setTimeout(lookAgain, 3000);
