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
});
