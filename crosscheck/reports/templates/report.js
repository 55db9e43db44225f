"use strict";
(() => {
  const root = document.documentElement;
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const findings = all("article.finding");
  const groups = all("section.group");
  const texts = $("#texts");
  const form = $("form.filters");
  const help = $("#help");
  let current = null, opener = null;

  root.classList.add("js");
  for (const finding of findings) {  // what most of them have in common is not written out
    finding.dataset.severity ??= "note";
    finding.dataset.state ??= "new";
    finding.tabIndex = -1;
  }
  all("#texts article").forEach((article) => { article.tabIndex = -1; });
  all("[data-do][hidden]").forEach((button) => { button.hidden = false; });
  form.hidden = false;

  // ---- filters and search
  const fields = ["kind", "severity", "story", "sources", "entity", "state"];
  const folded = new Map();
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const words = (finding) => {
    if (!folded.has(finding)) folded.set(finding, fold(finding.textContent));
    return folded.get(finding);
  };
  const fits = (finding, wanted, search) =>
    wanted.every(([name, value]) => (` ${finding.dataset[name]} `).includes(` ${value} `)) &&
    search.every((word) => words(finding).includes(word));
  function filter() {
    const wanted = fields.map((name) => [name, form.elements[name].value]).filter(([, value]) => value !== "");
    const search = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const finding of findings) {
      const yes = fits(finding, wanted, search);
      if (finding.hidden === yes) finding.hidden = !yes;
      if (yes) shown += 1;
    }
    const narrowed = wanted.length > 0 || search.length > 0;
    for (const group of groups) {
      const left = all("article.finding", group).filter((finding) => !finding.hidden).length;
      group.hidden = narrowed && left === 0;
    }
    const every = findings.length;
    $("output", form).textContent = narrowed ? `${shown} of ${every} findings` : `${every} ${every === 1 ? "finding" : "findings"}`;
    $("[type=reset]", form).hidden = !narrowed;
    $(".nothing").hidden = !narrowed || shown > 0;
  }
  const ahead = (from = 0) => {  // fold the words while nobody waits, so that the first search is quick too
    const until = performance.now() + 8;
    while (from < findings.length && performance.now() < until) words(findings[from++]);
    if (from < findings.length) (window.requestIdleCallback || setTimeout)(() => ahead(from));
  };
  (window.requestIdleCallback || setTimeout)(() => ahead());
  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  const clear = () => { form.reset(); };

  // ---- the finding that is being read
  function select(finding, { move = true } = {}) {
    if (current) current.classList.remove("at");
    current = finding;
    if (!finding) return;
    finding.classList.add("at");
    if (move) {
      finding.scrollIntoView({ block: "start" });
      finding.focus({ preventScroll: true });
    }
  }
  function step(by) {
    const shown = findings.filter((finding) => !finding.hidden);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (root.classList.contains("reading")) close(false);
    history.replaceState(null, "", `#${next.id}`);
    select(next);
  }
  document.addEventListener("focusin", (event) => {
    const finding = event.target.closest("article.finding");
    if (finding && finding !== current) select(finding, { move: false });
  });

  // ---- the source beside it
  const covered = matchMedia("(max-width: 45rem)");
  const shade = () => {  // a source that fills the screen leaves nothing behind it to walk into
    const under = root.classList.contains("reading") && covered.matches;
    for (const part of texts.parentElement.children) if (part !== texts) part.inert = under;
  };
  covered.addEventListener("change", shade);
  const links = (finding) => all('a[href^="#q"]', finding);
  function open(target, from = null) {
    const article = target.closest("#texts article");
    all("#texts article.current").forEach((other) => other.classList.remove("current"));
    all("#texts mark.now").forEach((mark) => mark.classList.remove("now"));
    article.classList.add("current");
    root.classList.add("reading");
    shade();
    $("#texts-h").textContent = $("h3", article).textContent;
    if (from) opener = from;
    const quotes = current ? links(current) : [];
    const several = quotes.some((link) => link.hash === `#${target.id}`) && quotes.length > 1;
    all("[data-do=before], [data-do=after]").forEach((button) => { button.hidden = !several; });
    if (target === article) {  // a link to the source as a whole
      texts.scrollTop = 0;
    } else {
      const number = target.id.slice(1);
      const marks = all("mark", article).filter((mark) => mark === target || mark.dataset.q?.split(" ").includes(number));
      marks.forEach((mark) => mark.classList.add("now"));
      (marks[0] || target).scrollIntoView({ block: "center" });
    }
    article.focus({ preventScroll: true });
  }
  function close(back = true) {
    root.classList.remove("reading");
    shade();
    if (back && opener && opener.isConnected) opener.focus();
    if (back && current) history.replaceState(null, "", `#${current.id}`);
  }
  function read(link, { top = false } = {}) {
    const finding = link.closest("article.finding");
    if (finding) select(finding, { move: false });
    history.pushState(null, "", link.hash);
    open(document.getElementById(link.hash.slice(1)), link);
    if (top) finding.scrollIntoView({ block: "start" });
    else link.closest("li, tr")?.scrollIntoView({ block: "nearest" });
  }
  function turn(by) {
    if (!current) return;
    const quotes = links(current);
    if (!quotes.length) return;
    const at = quotes.findIndex((link) => link.hash === location.hash);
    read(quotes[(at + by + quotes.length) % quotes.length]);
  }

  // ---- where the address points
  function route() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && texts.contains(target) && target !== texts) { open(target); return; }
    close(false);
    if (!target) return;
    const finding = target.closest("article.finding");
    if (finding) {
      if (finding.hidden) { form.reset(); filter(); }
      select(finding);
    }
  }
  addEventListener("hashchange", route);
  addEventListener("popstate", route);

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) { actions[button.dataset.do]?.(); return; }
    const link = event.target.closest('a[href^="#q"], a[href^="#s"]');
    if (link && texts.contains(document.getElementById(link.hash.slice(1)))) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      read(link);
      return;
    }
    const about = event.target.closest("[data-about]");
    if (about) {
      form.reset();
      form.elements.entity.value = about.dataset.about;
      setTimeout(filter);
      return;
    }
    const quote = event.target.closest("blockquote");
    if (quote && !getSelection().toString()) {
      const first = $('a[href^="#q"]', quote.closest("li"));
      if (first) read(first);
    }
  });

  // ---- light and dark
  const themes = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : themes.matches);
  const named = () => { $("[data-do=theme]").textContent = dark() ? "Light" : "Dark"; };
  themes.addEventListener("change", named);
  named();

  const actions = {
    theme: () => { root.dataset.theme = dark() ? "light" : "dark"; named(); },
    help: () => help.showModal(),
    clear,
    close: () => close(),
    before: () => turn(-1),
    after: () => turn(1),
  };

  // ---- keys
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    n: () => turn(1),
    p: () => turn(-1),
    x: clear,
    "/": () => { form.elements.q.focus(); form.elements.q.select(); },
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") {
      if (typing && form.contains(typing)) typing.blur();
      else if (root.classList.contains("reading")) close();
      return;
    }
    if (typing) return;
    if (event.key === "Enter" && current && event.target === current) {
      const first = links(current)[0];
      if (first) { event.preventDefault(); read(first, { top: true }); }
      return;
    }
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  // ---- paper shows what is folded away
  addEventListener("beforeprint", () => all("details:not([open])").forEach((part) => { part.open = true; part.dataset.folded = ""; }));
  addEventListener("afterprint", () => all("details[data-folded]").forEach((part) => { part.open = false; delete part.dataset.folded; }));

  window.crosscheck = { root, select, keys, actions, filter, findings, $, all, current: () => current };
  route();
})();
