// Comfort only: what is typed in a long form stays in this tab until it is sent.
// Kept for one person; gone with the tab, at sign-out, and once sent.

const PREFIX = "draft:";
const reader = document.querySelector("[data-reader]").dataset.reader;
const mine = `${PREFIX}${reader}:`;
const kept = sessionStorage;
const backFromLogin = document.referrer.includes("/accounts/login/");
const forms = [...document.querySelectorAll("main form[method=post]")].filter(
  (form) => form.querySelector("textarea") && form.dataset.draft !== "no",
);

function forget(begin) {
  for (const key of Object.keys(kept)) if (key.startsWith(begin)) kept.removeItem(key);
}

function keyOf(form) {
  const { pathname, search } = new URL(form.getAttribute("action") || "", location.href);
  const name = form.querySelector("textarea").name;
  return `${mine}${pathname.replace(/^\/en\//, "/")}${search}:${name}`;
}

const fields = (form) =>
  [...form.elements].filter(
    (field) =>
      field.name && !["hidden", "file", "password", "submit", "button"].includes(field.type),
  );

const isTicked = (field) => ["checkbox", "radio"].includes(field.type);
const typed = (form) => fields(form).map((f) => (isTicked(f) ? f.checked : f.value));

function put(form, values) {
  for (const [number, field] of fields(form).entries()) {
    if (isTicked(field)) field.checked = values[number];
    else field.value = values[number];
  }
}

function show(form, draft, given) {
  const note = document.getElementById("draft-kept").content.firstElementChild.cloneNode(true);
  const [again, afresh] = note.querySelectorAll("button");
  const isPut = JSON.stringify(draft.given) === JSON.stringify(given);
  if (isPut) put(form, draft.typed);
  again.hidden = isPut;
  again.addEventListener("click", () => {
    put(form, draft.typed);
    again.hidden = true;
  });
  afresh.addEventListener("click", () => {
    put(form, given);
    kept.removeItem(keyOf(form));
    note.remove();
    form.querySelector("textarea").focus();
  });
  form.prepend(note);
}

function keepDraftsOf(form) {
  const key = keyOf(form);
  const given = typed(form);
  const draft = JSON.parse(kept.getItem(key));
  const isRefused = form.querySelector(".is-invalid, .invalid-feedback");
  if (draft?.sent && !backFromLogin) kept.removeItem(key);
  else if (draft && draft.typed.length === given.length && !isRefused) show(form, draft, given);
  form.addEventListener("input", () => {
    kept.setItem(key, JSON.stringify({ given, typed: typed(form) }));
  });
  form.addEventListener("submit", () => {
    const last = JSON.parse(kept.getItem(key));
    if (last) kept.setItem(key, JSON.stringify({ ...last, sent: true }));
  });
}

// Somebody else's, and what was sent from a page that was left since.
for (const key of Object.keys(kept)) {
  if (!key.startsWith(PREFIX)) continue;
  const isSent = JSON.parse(kept.getItem(key)).sent;
  if (!key.startsWith(mine)) kept.removeItem(key);
  else if (isSent && !backFromLogin && !forms.some((f) => keyOf(f) === key)) kept.removeItem(key);
}
forms.forEach(keepDraftsOf);
for (const button of document.querySelectorAll("form[data-sign-out]")) {
  button.addEventListener("submit", () => forget(PREFIX));
}
