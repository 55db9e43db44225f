(() => {
  const { select, keys, actions, filter, findings, $, all, current } = window.crosscheck;
  const meta = (name) => $(`meta[name="crosscheck-${name}"]`).content;
  const dialog = $("#decision");
  const form = $("form", dialog);
  const note = $(".toast");
  const LATE = 10;  // changes that stand open; the earlier ones are folded away
  const NAMES = { accepted: "Accepted", explained: "Explained", wrong: "Wrong" };
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  let decisions = {}, history = [], undoable = new Set(), asked = null, seen = "", shown = "", ended = false;

  findings.forEach((finding) => { finding.dataset.was = finding.dataset.state; });
  const told = (decision) => NAMES[decision.verdict] + (decision.by ? ` by ${decision.by}` : "") +
    (decision.until ? ` until ${decision.until}` : "") + `: ${decision.reason}`;
  const today = () => new Date().toLocaleDateString("sv");  // the local day in ISO form
  const holds = (decision) => decision && (!decision.until || decision.until >= today());
  const mark = (id) => decisions[id]?.mark ?? "";

  function say(words) {
    note.textContent = words;
    clearTimeout(say.waiting);
    say.waiting = setTimeout(() => { note.textContent = ""; }, 4000);
  }

  // ---- what the file says, on the page
  function show(state) {
    const now = JSON.stringify([state, today()]);
    if (now === shown) return;
    shown = now;
    ({ decisions, history } = state);
    undoable = new Set(state.undoable);
    for (const finding of findings) {
      const decision = decisions[finding.id];
      const line = $(".decided", finding);
      line.hidden = !decision;
      line.textContent = decision ? told(decision) + (holds(decision) ? "" : " (no longer holds)") : "";
      finding.dataset.state = holds(decision) ? "waived" : finding.dataset.was === "waived" ? "new" : finding.dataset.was;
      const label = $(".state", finding);
      if (label) label.textContent = { new: "", known: "known", waived: "decided" }[finding.dataset.state];
      all("[data-verdict]", finding).forEach((button) => {
        button.setAttribute("aria-pressed", String(decision?.verdict === button.dataset.verdict));
      });
      $("[data-undo]", finding).hidden = !undoable.has(finding.id);
    }
    const items = history.map(entry);
    $(".history .late").replaceChildren(...items.slice(0, LATE));
    $(".history .early").replaceChildren(...items.slice(LATE));
    const earlier = items.length - LATE;
    $(".history details").hidden = earlier <= 0;
    $(".history summary").textContent = `${earlier} earlier ${earlier === 1 ? "change" : "changes"}`;
    $(".history .none").hidden = items.length > 0;
    $("[data-do=history] .number").textContent = items.length;
    filter();
  }

  function entry(step) {
    const part = (name, words, fields = {}) => Object.assign(document.createElement(name), { textContent: words, ...fields });
    const to = step.after.verdict ? told(step.after) : "No decision";
    const what = step.undo ? `Undone${step.by ? ` by ${step.by}` : ""}. Now: ${to}` : step.after.verdict ? to : "Decision taken out";
    const item = part("li", "");
    const at = new Date(step.at);
    const moment = isNaN(at) ? step.at : at.toLocaleString("sv").slice(0, 16);  // local time in ISO form
    item.append(part("time", moment, { dateTime: step.at }), part("a", step.title, { href: `#${step.fingerprint}` }), part("span", what));
    return item;
  }

  async function ask(place, body) {
    const answer = await fetch(place, body && {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Crosscheck-Token": meta("token") },
      body: JSON.stringify(body),
    });
    return { status: answer.status, said: (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {} };
  }
  async function refresh() {
    try {
      const { status, said } = await ask("decisions");
      ended = false;
      if (status === 200) show(said);
      else say(said.error || "The decisions cannot be read.");
    } catch {
      if (!ended) say("The review has ended; start it again in the terminal.");
      ended = true;
    }
  }

  // ---- taking a decision
  function open(finding, verdict) {
    if (!finding) { say("Choose a finding first: j and k lead through them."); return; }
    select(finding, { move: false });
    asked = { finding, verdict };
    seen = mark(finding.id);
    const before = decisions[finding.id];
    $("h2", dialog).textContent = { accepted: "Accept", explained: "Explain", wrong: "Wrong" }[verdict];
    $(".about", dialog).textContent = $("h3", finding).textContent;
    $(".meaning", dialog).textContent = `${meta(verdict)[0].toUpperCase()}${meta(verdict).slice(1)}.`;
    $(".alarm", dialog).textContent = "";
    form.elements.reason.value = before?.reason ?? "";
    form.elements.until.value = before?.until ?? "";
    dialog.showModal();
    form.elements.reason.focus();
  }
  async function save() {
    if (!form.reportValidity()) return;
    const { finding, verdict } = asked;
    const fields = { reason: form.elements.reason.value, until: form.elements.until.value, by: form.elements.by.value };
    await settle(finding, () => ask("decisions", { fingerprint: finding.id, verdict, ...fields, seen }), `Saved: ${NAMES[verdict].toLowerCase()}.`);
  }
  async function settle(finding, asking, done) {
    const alarm = (words) => { if (dialog.open) $(".alarm", dialog).textContent = words; else say(words); };
    let answer;
    try { answer = await asking(); } catch { alarm("Not saved: the review has ended. Start it again in the terminal."); return; }
    if (answer.status === 200) {
      dialog.close();
      show(answer.said);
      say(done);
      finding.focus({ preventScroll: true });
    } else if (answer.status === 409) {
      const { now } = answer.said;
      seen = now.mark;
      await refresh();
      alarm(`Decided in another window meanwhile: ${now.verdict ? told(now) : "the decision was taken back"}. ${dialog.open ? "Save again to replace it." : ""}`);
    } else {
      alarm(`Not saved: ${answer.said.error || `the server refused (${answer.status})`}.`);
    }
  }
  function undo(finding) {
    if (!finding || $("[data-undo]", finding).hidden) { say("There is nothing to undo here."); return; }
    settle(finding, () => ask("undo", { fingerprint: finding.id, seen: mark(finding.id), by: form.elements.by.value }), "Undone.");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-verdict], [data-undo]");
    if (!button) return;
    const finding = button.closest("article.finding");
    if ("undo" in button.dataset) undo(finding);
    else open(finding, button.dataset.verdict);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
  });
  actions.cancel = () => dialog.close();
  actions.history = () => { const head = $("#history"); head.scrollIntoView(); head.focus({ preventScroll: true }); };
  Object.assign(keys, {
    a: () => open(current(), "accepted"),
    e: () => open(current(), "explained"),
    w: () => open(current(), "wrong"),
    u: () => undo(current()),
    h: actions.history,
  });

  // ---- other windows, other hands
  addEventListener("focus", refresh);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  setInterval(() => { if (!document.hidden && !dialog.open) refresh(); }, 5000);
  refresh();
})();
