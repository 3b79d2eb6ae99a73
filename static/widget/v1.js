// <reach-in>: a search for family support, inside the page of a school or a GP. The server writes
// the line `const REACHIN = ...` above this: addresses, topics and every word that is shown.
// docs/embedding.md holds the contract. Without script the link inside the tag is what is seen.
const { base, words } = REACHIN;
const LONG_MS = 1000;
const TOO_LONG_MS = 15_000;
const TYPED = ["keydown", "keypress", "keyup", "beforeinput", "input", "compositionupdate", "paste"];
const DRAWINGS = {
  go: "M3 21h18M6 21V4h8v17M14 8l5-3v16M10.5 12.5v.01",
  cost: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15 9a2.6 2.6 0 0 0-5 1v6.5H9h6M9 13h4",
  where: "M12 21s-7-6-7-11a7 7 0 0 1 14 0c0 5-7 11-7 11zM12 9.5v.01",
};

const DARK = `
  color-scheme: dark;
  --paper: #11191d; --card: #1b262b; --ink: #eef3f2; --quiet: #a9b8be; --link: #7ed3c6;
  --action: var(--reach-in-colour, #7ed3c6); --on-action: #11191d; --band: #22343a;
  --urgent: #ffb4a2; --on-urgent: #11191d; --urgent-ground: #2a1d1a; --edge: #73858d; --hair: #2f3d44;`;

// Sizes are in em: the host's own rem may be anything, and "initial" is what the reader has chosen.
// Of the host's colour only buttons are made, with black or white on it, so it can be any colour.
const STYLES = `
:host { all: initial !important; display: block !important; inline-size: 100% !important;
  min-inline-size: min(100%, 200px) !important; }
:host([hidden]) { display: none !important; }
* { box-sizing: border-box; }
.box {
  color-scheme: light;
  --paper: #fbf7f0; --card: #fff; --ink: #1d2a33; --quiet: #4a5a64; --link: #0b5d5b;
  --action: var(--reach-in-colour, #0b5d5b); --on-action: #fff; --band: #e3f0ec;
  --urgent: #9c2f1b; --on-urgent: #fff; --urgent-ground: #ffe9d6; --edge: #7a8a93; --hair: #ddd5c8;
  --round: var(--reach-in-radius, 12px);
  container-type: inline-size; background: var(--paper); color: var(--ink);
  border: 1px solid var(--hair); border-radius: var(--round); overflow-wrap: anywhere;
  font: 400 1.0625em/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) .box { ${DARK} } }
:host([theme="dark"]) .box { ${DARK} }
@supports (color: lch(from red l c h)) {
  .button { --on-action: lch(from var(--action) calc((49.44 - l) * infinity) 0 0); }
}
@media (prefers-contrast: more) { .box.box { --hair: var(--edge); --quiet: var(--ink); } }
[hidden] { display: none !important; }
.inner { padding: 16px; }
h2, h3, h4, p, ul, ol { margin: 0 0 8px; }
:is(p, h2, h3, h4, li, label, a, button, option) { unicode-bidi: plaintext; }
h2, h3, h4 { line-height: 1.2; font-weight: 650; text-wrap: balance; }
h2 { font-size: 1.375em; margin: 0; }
h3 { font-size: 1.25em; }
h4 { font-size: 1.125em; margin: 0; }
p, li { max-inline-size: 65ch; }
a { display: inline-block; min-block-size: 44px; padding-block: 10px; color: var(--link); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid #ffc83d; box-shadow: 0 0 0 6px var(--ink); border-radius: 4px; }
h3:focus { outline: 0; box-shadow: none; }
svg { flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round;
  stroke-linejoin: round; inline-size: 22px; block-size: 22px; margin-block-start: 2px; color: var(--link); }
.top { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center;
  justify-content: space-between; margin-block-end: 12px; }
.top div { display: flex; gap: 10px; align-items: center; }
.top svg { inline-size: 32px; block-size: 32px; margin: 0; }
.light { fill: #ffc83d; stroke: none; }
.quiet, .foot { color: var(--quiet); }
.hint, .foot { font-size: .9375em; margin: 4px 0 0; }
.foot { margin-block-start: 16px; padding-block-start: 12px; border-block-start: 1px solid var(--hair); }
.foot p { margin-block-end: 4px; }
form { display: grid; gap: 12px; }
label { display: block; margin-block-end: 4px; font-weight: 650; }
label span { font-weight: 400; }
input, select { inline-size: 100%; min-block-size: 48px; padding: 8px 12px; font: inherit;
  color: var(--ink); background: var(--card); border: 2px solid var(--edge);
  border-radius: min(var(--round), 8px); }
[aria-invalid] { border-color: var(--urgent); }
.mistake { color: var(--urgent); font-weight: 650; }
.button, .leave { display: inline-flex; flex-wrap: wrap; align-items: center; justify-content: center;
  gap: 0 8px; min-block-size: 48px; padding: 8px 16px; border: 2px solid var(--action);
  border-radius: var(--round); background: var(--action); color: var(--on-action); font: inherit;
  font-weight: 650; text-align: center; text-decoration: none; cursor: pointer; }
.button:hover, .leave:hover { text-decoration: underline; }
.leave, .urgent .button { background: var(--urgent); border-color: var(--urgent); color: var(--on-urgent); }
.leave { min-block-size: 44px; padding: 4px 14px; }
.more.more { background: none; border-color: var(--edge); color: var(--link); }
.number { direction: ltr; unicode-bidi: isolate; white-space: nowrap; letter-spacing: .02em; font-size: 1.125em; }
.away { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
.out { position: relative; margin-block-start: 16px; }
.out:not(.full) { margin: 0; }
.out > p { font-weight: 650; }
.out > :empty { margin: 0; }
ol, .lines { list-style: none; padding: 0; }
ol { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20em), 1fr)); gap: 12px; margin-block: 12px; }
.card { max-inline-size: none; padding: 4px 16px 16px; background: var(--card);
  border: 1px solid var(--hair); border-radius: var(--round); }
.facts { list-style: none; padding: 0; }
.facts li { display: flex; gap: 10px; align-items: start; margin-block-end: 4px; }
.state { font-weight: 650; }
.state::before { content: ""; flex: none; display: inline-block; inline-size: .7em; block-size: .7em;
  margin-inline: 4px 10px; border: 2px solid; border-radius: 50%; }
.facts .state::before { margin: .4em 4px 0; }
.open::before { background: currentColor; forced-color-adjust: none; }
.closed::before { border-radius: 0; }
.unknown::before { border-style: dotted; }
.notice { padding: 12px 16px; margin: 12px 0; background: var(--band); border-radius: var(--round); }
.urgent { margin: 0 0 16px; padding: 12px 16px 4px; background: var(--urgent-ground);
  border: 2px solid var(--urgent); border-inline-start-width: 8px; border-radius: var(--round); }
.urgent :is(h3, h4, h4 a) { color: var(--urgent); }
.urgent ul:not(.lines) { padding-inline-start: 20px; }
.lines li { margin-block-end: 12px; }
.urgent .lines li { padding-block-start: 4px; border-block-start: 1px solid var(--urgent); }
.trouble { padding: 12px 16px 4px; background: var(--band); border: 2px solid var(--urgent); border-radius: var(--round); }
@container (min-width: 34em) {
  form { grid-template-columns: 1fr 1fr; align-items: start; }
  form > :nth-child(3) { grid-row: 2; }
  form > button { grid-row: 2; margin-block-start: 1.75em; }
}
@container (min-width: 58em) {
  form { grid-template-columns: 2fr 1.2fr 17em auto; }
  form > :nth-child(n) { grid-row: 1; }
}
@container (max-width: 17em) {
  .inner { padding: 12px; }
  .card, .urgent, .trouble, .notice { padding-inline: 8px; }
  .leave, .button { inline-size: 100%; padding-inline: 2px; }
  .number { font-size: 1em; letter-spacing: 0; }
}
@media (forced-colors: active) { .notice { border: 1px solid; } svg { color: inherit; } }
@media print { form, .leave { display: none; } }
`;

function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter(Boolean));
  return made;
}

function draw(...paths) {
  const [svg, ...lines] = ["svg", ...paths.map(() => "path")].map((tag) =>
    document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  lines.forEach((line, at) => line.setAttribute("d", paths[at]));
  svg.append(...lines);
  return svg;
}

// The way on is in this tab and at the top, and tells nobody which page it was on.
const link = (href, text, look = "") =>
  make("a", { href, target: "_top", rel: "noreferrer", class: look }, text);

// A number to press, or their website or email where they have no number.
const call = ({ label, number, href }, name = "") =>
  make("a", { href, target: "_top", rel: "noreferrer", class: `button${number ? "" : " more"}` },
    make("span", {}, label, name && make("span", { class: "away" }, ` ${name}`)),
    number && make("span", { class: "number" }, number));

const call999 = () => call({ label: words.call, number: "999", href: "tel:999" });

const fact = (drawing, text) => text && make("li", {}, draw(DRAWINGS[drawing]), make("span", {}, text));

function card(item) {
  return make("li", { class: "card" },
    make("h4", {}, link(item.href, item.name)),
    item.provider && make("p", { class: "quiet" }, item.provider),
    make("p", {}, item.summary),
    make("ul", { class: "facts" },
      fact("go", item.reach_in), fact("cost", item.cost), fact("where", item.where),
      make("li", { class: `state ${item.opening.shape}` }, make("span", {}, item.opening.text))),
    item.contact && call(item.contact, item.name));
}

function urgent(danger) {
  const title = make("h3", { tabindex: "-1" }, danger.title);
  return make("div", { class: "urgent" },
    title,
    make("p", {}, make("strong", {}, words.if)),
    make("ul", {}, ...danger.call_999_if.map((line) => make("li", {}, line))),
    make("p", {}, call999()),
    make("p", {}, danger.then),
    make("ul", { class: "lines" }, ...danger.lines.map((line) => make("li", {},
      make("h4", {}, link(line.href, line.name)),
      make("p", {}, make("span", { class: `state ${line.opening.shape}` }, line.opening.text)),
      line.contact && call(line.contact, line.name)))));
}

// Who to phone when nothing else can be shown: it came with the script, so it needs no signal.
const listeners = () => [
  make("p", {}, words.listen),
  make("ul", { class: "lines" }, ...REACHIN.lines.map(([name, number, href]) =>
    make("li", {}, make("p", {}, name), call({ label: words.call, number, href }, name)))),
];

// What is typed stays inside, and so does Enter, which would send off a form around the widget.
// Three keys go on: a host may have made them its own way out.
function keepIn(event) {
  if (!["Escape", "Shift", "Tab"].includes(event.key)) event.stopPropagation();
}

class ReachIn extends HTMLElement {
  static observedAttributes = ["area", "need", "near", "heading"];
  // Closed, so that what records visits to the host's page does not come upon what is typed.
  #root = this.attachShadow({ mode: "closed" });
  #parts;
  #asking;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    this.#root.adoptedStyleSheets = [sheet];
    for (const name of TYPED) this.#root.addEventListener(name, keepIn);
  }

  connectedCallback() {
    if (!this.#parts) this.#draw();
  }

  disconnectedCallback() {
    this.#stop();
  }

  attributeChangedCallback(_name, before, now) {
    if (this.#parts && before !== now) this.#draw();
  }

  #told(name) {
    return (this.getAttribute(name) ?? "").trim();
  }

  #stop() {
    this.#asking?.abort();
    this.#asking = null;
  }

  #draw() {
    this.#stop();
    const near = new URLSearchParams(location.search).get("postcode") ?? this.#told("near");
    const area = REACHIN.areas.find(([slug]) => slug === this.#told("area"));
    const field = (id, label, box, ...rest) =>
      make("div", {}, make("label", { for: id }, ...label), ...rest, box);
    const parts = {
      words: make("input", { id: "words", maxlength: 1000, autocomplete: "off",
        autocapitalize: "none", enterkeyhint: "search" }),
      mistake: make("p", { id: "mistake", class: "mistake", hidden: "" }),
      need: make("select", { id: "need" }, make("option", { value: "" }, words.any),
        ...REACHIN.topics.map(([value, title]) => make("option", { value }, title))),
      near: make("input", { id: "near", maxlength: 200, value: near.slice(0, 200),
        autocomplete: "off", autocapitalize: "characters", enterkeyhint: "search",
        "aria-describedby": "hint" }),
      title: make("h3", { tabindex: "-1", hidden: "" }, words.found),
      said: make("p", { role: "status" }),
      list: make("div", {}),
    };
    const isTopic = REACHIN.topics.some(([slug]) => slug === this.#told("need"));
    if (isTopic) parts.need.value = this.#told("need");
    // "dialog" goes nowhere by itself: what is typed can never end in the host's address.
    const form = make("form", { method: "dialog", novalidate: "" },
      field("words", [words.words], parts.words, parts.mistake),
      field("need", [words.topic], parts.need),
      make("div", {},
        field("near", [words.near, " ", make("span", { class: "quiet" }, words.skip)], parts.near),
        make("p", { id: "hint", class: "hint quiet" }, words.hint)),
      make("button", { class: "button" }, words.find));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search();
    });
    const leave = link(REACHIN.exit, words.leave, "leave");
    leave.addEventListener("click", (event) => this.#leave(event, leave.href));
    const mark = draw("M12.5 8.5 19 5v16l-6.5-1.5z", DRAWINGS.go);
    mark.firstChild.setAttribute("class", "light");
    parts.out = make("div", { class: "out" }, parts.title, parts.said, parts.list);
    this.#parts = parts;
    this.#root.replaceChildren(
      make("div", { class: "box", role: "group", "aria-labelledby": "title", lang: REACHIN.lang },
        make("div", { class: "inner" },
          make("div", { class: "top" },
            make("div", {}, mark, make("h2", { id: "title" }, this.#told("heading") || words.heading)),
            leave),
          area && make("p", { class: "quiet" }, area[1]),
          form, parts.out,
          make("div", { class: "foot" },
            make("p", {}, words.private),
            make("p", {}, REACHIN.by),
            link(`${base}/`, words.site)))));
  }

  // As on the site: at once, and Back does not return here. What was found is wiped first.
  #leave(event, href) {
    this.#draw();
    try {
      top.location.replace(href);
      event.preventDefault();
    } catch {
      // A frame that may not do this follows the link as any link.
    }
  }

  async #search() {
    const { words: typed, need, near, said, out } = this.#parts;
    this.#stop();
    const asking = (this.#asking = new AbortController());
    let why = "signal";
    const long = setTimeout(() => (said.textContent = words.looking), LONG_MS);
    const tooLong = setTimeout(() => {
      why = "slow";
      asking.abort();
    }, TOO_LONG_MS);
    said.textContent = "";
    out.setAttribute("aria-busy", "true");
    const limit = Math.min(Math.max(parseInt(this.#told("limit"), 10) || 3, 1), 10);
    const asked = { q: typed.value, near: near.value, need: need.value, area: this.#told("area"), limit };
    try {
      const answer = await fetch(`${base}/widget/v1/search`, {
        method: "POST", body: JSON.stringify(asked), headers: { "Content-Type": "text/plain" },
        signal: asking.signal, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store",
      });
      if (why === "signal") why = "fault";
      const found = await answer.json();
      if (found.problem) this.#correct(found.problem);
      else this.#show(found);
    } catch {
      if (this.#asking === asking) this.#own(why);
    } finally {
      clearTimeout(long);
      clearTimeout(tooLong);
      if (this.#asking === asking) out.removeAttribute("aria-busy");
    }
  }

  #fill(look, said, ...children) {
    const { words: typed, mistake, title, out, said: status, list } = this.#parts;
    typed.removeAttribute("aria-invalid");
    typed.removeAttribute("aria-describedby");
    mistake.hidden = true;
    title.hidden = look !== "full";
    out.className = `out ${look}`;
    out.querySelector(".urgent")?.remove();
    status.textContent = said;
    list.replaceChildren(...children.filter(Boolean));
  }

  #correct(problem) {
    this.#fill("", "");
    const { words: typed, mistake } = this.#parts;
    mistake.textContent = problem;
    mistake.hidden = false;
    typed.setAttribute("aria-invalid", "true");
    typed.setAttribute("aria-describedby", "mistake");
    typed.focus();
  }

  #show({ said, notice, crisis, results, total, more }) {
    const cards = results.map(card);
    const danger = crisis && urgent(crisis);
    const rest = total > cards.length
      ? words.all.replace("{number}", total.toLocaleString(REACHIN.lang)) : words.open;
    const nobody = cards.length || danger ? [] : [make("p", {}, words.none), ...listeners()];
    this.#fill("full", said, notice && make("p", { class: "notice" }, notice), ...nobody,
      cards.length && make("ol", {}, ...cards),
      make("p", {}, link(more, rest, "button more")));
    const { out, title } = this.#parts;
    if (danger) out.prepend(danger);
    (danger ? danger.firstChild : title).focus({ preventScroll: true });
    (danger || out).scrollIntoView({ block: "nearest" });
  }

  // A failure never looks like "no help". The link holds only what the host wrote in its own page.
  #own(why) {
    const plain = new URLSearchParams();
    for (const name of ["area", "need"]) if (this.#told(name)) plain.set(name, this.#told(name));
    const address = `${plain}` && `find?${plain}`;
    this.#fill("full trouble", `${words[why]} ${words.danger} ${words.call} 999.`,
      make("p", {}, call999()),
      make("p", {}, words.again),
      ...listeners(),
      make("p", {}, link(`${base}/${address}`, words.site)));
    this.#parts.out.scrollIntoView({ block: "nearest" });
  }
}

// Of two scripts on a page the first is enough. An old browser keeps the link inside the tag.
if (window.customElements && "adoptedStyleSheets" in document && !customElements.get("reach-in")) {
  customElements.define("reach-in", ReachIn);
}
