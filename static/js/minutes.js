// Minutes are saved as one types; what cannot be sent waits on this device.
// Every text carries the version it was read in: nobody writes over newer words unseen.

const form = document.getElementById("minutes");
const bar = document.getElementById("saving");
const token = form.elements.csrfmiddlewaretoken.value;
const PAUSE = 800;
const AGAIN = 5000;
const passages = new Map();

class Passage {
  constructor(box) {
    this.box = box;
    this.key = box.dataset.passage;
    this.area = box.querySelector("textarea");
    this.field = form.elements[`version-${this.key}`];
    this.state = "saved";
    this.saved = this.area.value;
    this.area.addEventListener("input", () => this.typed());
    this.restore();
  }

  get place() {
    return `minutes-passage-${this.key}`;
  }

  // What was typed before the page was closed without a line, on its old version.
  restore() {
    const kept = read(this.place);
    if (!kept) return;
    if (kept.text === this.area.value) return forget(this.place);
    this.area.value = kept.text;
    this.field.value = kept.version;
    this.send();
  }

  typed() {
    keep(this.place, { text: this.area.value, version: this.field.value });
    clearTimeout(this.timer);
    if (this.state !== "conflict") {
      this.is("typing");
      this.timer = setTimeout(() => this.send(), PAUSE);
    }
  }

  async send() {
    if (this.sending) return;
    clearTimeout(this.timer);
    this.sending = true;
    this.is("typing");
    const text = this.area.value;
    try {
      await this.answered(text, await post(this.key, text, this.field.value));
    } catch {
      this.is("lost");
    }
    this.sending = false;
    if (this.state === "saved" && this.area.value !== text) this.typed();
  }

  // Sent, and answered or not; what was typed meanwhile included.
  async settled() {
    while (this.sending) await new Promise((resolve) => setTimeout(resolve, 50));
    if (this.state !== "saved") await this.send();
  }

  async answered(text, response) {
    const isJson = response.headers.get("content-type")?.includes("json");
    if (!isJson || response.status === 403) return this.is("away");
    const answer = await response.json();
    if (response.status === 409) return this.choose(answer);
    if (!response.ok) return this.is("refused", answer.sentence);
    this.field.value = answer.version;
    this.saved = text;
    if (this.area.value === text) forget(this.place);
    else keep(this.place, { text: this.area.value, version: answer.version });
    this.is("saved");
  }

  // Both texts in sight; nothing is sent before somebody has chosen.
  choose({ text, version, who }) {
    this.is("conflict");
    this.box.querySelector(".theirs")?.remove();
    const theirs = element("div", { className: "theirs" });
    theirs.append(
      element("p", { textContent: `${who} ${bar.dataset.wrote}` }),
      element("blockquote", { textContent: text }),
    );
    const buttons = element("p", { className: "actions" });
    const mine = () => this.area.value;
    const ways = { mine, theirs: () => text, both: () => `${text}\n\n${mine()}` };
    for (const [name, words] of Object.entries(ways)) {
      const button = element("button", { type: "button", className: "btn-secondary btn-small", textContent: bar.dataset[name] });
      button.addEventListener("click", () => {
        this.area.value = words();
        this.field.value = version;
        theirs.remove();
        this.state = "typing";
        keep(this.place, { text: this.area.value, version });
        this.send();
        this.area.focus();
      });
      buttons.append(button);
    }
    theirs.append(buttons);
    this.box.append(theirs);
    this.box.closest("details")?.setAttribute("open", "");
  }

  is(state, words = "") {
    this.state = state;
    this.box.querySelector(".state").textContent = words || bar.dataset[state] || "";
    tell();
  }
}

function post(key, text, version) {
  return fetch(form.dataset.passage.replace("/0/", `/${key}/`), {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ text, version: Number(version) }),
    signal: AbortSignal.timeout(20000),
  });
}

// The bar shows the worst that is true of any text.
function tell() {
  const states = new Set([...passages.values()].map((passage) => passage.state));
  const worst = ["conflict", "away", "lost", "refused", "typing"].find((s) => states.has(s));
  bar.dataset.state = { away: "lost", refused: "lost", typing: "waiting" }[worst] || worst || "saved";
  bar.querySelector("p").textContent = bar.dataset[worst] || bar.dataset.saved;
}

function sendAgain() {
  for (const passage of passages.values()) {
    if (["lost", "away"].includes(passage.state)) passage.send();
  }
}

function element(name, values) {
  return Object.assign(document.createElement(name), values);
}

function read(place) {
  try {
    return JSON.parse(localStorage.getItem(place));
  } catch {
    return null;
  }
}

function keep(place, value) {
  try {
    localStorage.setItem(place, JSON.stringify(value));
  } catch {
    bar.dataset.state = "lost";
  }
}

function forget(place) {
  localStorage.removeItem(place);
}

bar.hidden = false;
for (const box of document.querySelectorAll(".passage")) {
  passages.set(box.dataset.passage, new Passage(box));
}
tell();
addEventListener("online", sendAgain);
setInterval(sendAgain, AGAIN);

// The buttons save everything too: what is on its way arrives before they do.
form.addEventListener("submit", async (event) => {
  const waiting = [...passages.values()].filter((passage) => passage.state !== "saved");
  if (!waiting.length) return;
  event.preventDefault();
  event.stopPropagation();
  for (const passage of waiting) if (passage.state !== "conflict") await passage.settled();
  if (waiting.every((passage) => passage.state === "saved")) form.requestSubmit(event.submitter);
  else waiting.find((passage) => passage.state !== "saved").area.focus();
});
