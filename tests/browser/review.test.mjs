// Decisions taken on the page, with the mouse and without one. REVIEW is its address; FILE the file of decisions.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { axe, start, visit } from "./browser.mjs";

const { REVIEW, FILE } = process.env;
const kept = () => { try { return readFileSync(FILE, "utf8"); } catch { return ""; } };
let browser;
before(async () => { browser = await start(); });
after(() => browser.close());

const settled = (page, words) => page.waitForFunction((w) => document.querySelector(".toast").textContent.includes(w), words);
const open = async () => {
  const seen = await visit(browser, REVIEW);
  await seen.page.waitForSelector("[data-verdict][aria-pressed]");
  return seen;
};

test("a decision by keyboard is in the file, and there after a reload", async () => {
  const { page, faults } = await open();
  await page.keyboard.press("j");
  const id = await page.locator("article.finding.at").getAttribute("id");
  await page.keyboard.press("a");
  await page.keyboard.type("Both counts stand; see the minutes.");
  await page.keyboard.press("Control+Enter");
  await settled(page, "Saved");
  assert.match(kept(), new RegExp(id));
  assert.match(kept(), /verdict: accepted/);
  assert.equal(await page.evaluate(() => document.activeElement.id), id);
  await page.reload();
  await page.waitForFunction((f) => document.getElementById(f).dataset.state === "waived", id);
  assert.match(await page.locator(`[id="${id}"] .decided`).innerText(), /Accepted: Both counts stand/);
  assert.deepEqual(faults, []);
  await page.keyboard.press("u");
  await settled(page, "Undone");
  assert.doesNotMatch(kept(), new RegExp(id));
});

test("a decision by mouse, with name and day, can be changed and taken back step by step", async () => {
  const { page } = await open();
  const finding = page.locator("article.finding").nth(1);
  await finding.locator("[data-verdict=explained]").click();
  await page.fill("#decision [name=reason]", "One counts the year, one the quarter.");
  await page.fill("#decision [name=until]", "2999-12-31");
  await page.fill("#decision [name=by]", "A. Editor");
  await page.click("#decision .main");
  await settled(page, "Saved");
  assert.match(await finding.locator(".decided").innerText(), /Explained by A\. Editor until 2999-12-31: One counts/);
  assert.match(await page.locator(".history").innerText(), /Explained by A\. Editor/);
  await page.selectOption("[name=state]", "waived");
  assert.equal(await page.locator("article.finding:not([hidden])").count(), 1);
  await page.selectOption("[name=state]", "");
  await finding.locator("[data-verdict=wrong]").click();
  await page.fill("#decision [name=reason]", "Two things.");
  await page.click("#decision .main");
  await page.waitForFunction(() => /Two things/.test(document.querySelector(".history li")?.textContent));
  await finding.locator("[data-undo]").click();
  await settled(page, "Undone");
  assert.match(await finding.locator(".decided").innerText(), /Explained/);
  await page.waitForFunction(() => /Now: Explained/.test(document.querySelector(".history li")?.textContent));
  await page.reload();  // the history outlives the page
  await page.waitForFunction(() => /Now: Explained/.test(document.querySelector(".history li")?.textContent));
  await finding.locator("[data-undo]").click();
  await page.waitForFunction(() => /Now: No decision/.test(document.querySelector(".history li")?.textContent));
  assert.ok(!(await finding.locator(".decided").isVisible()));
  assert.ok(!(await finding.locator("[data-undo]").isVisible()), "nothing is left to undo");
});

test("the history lists every change, the last one first, and is one key away", async () => {
  const { page } = await open();
  await page.keyboard.press("h");
  assert.equal(await page.evaluate(() => document.activeElement.id), "history");
  const listed = await page.locator(".history .late li").allInnerTexts();
  assert.match(listed[0], /Now: No decision/);
  assert.match(listed[1], /Now: Explained by A\. Editor/);
  assert.match(listed[2], /Wrong by A\. Editor until 2999-12-31: Two things/);
  assert.match(listed[3], /Explained by A\. Editor/);
  assert.match(listed[0], /^\d{4}-\d\d-\d\d \d\d:\d\d/);
  assert.deepEqual(await axe(page), []);
});

test("a decision without a reason is not taken", async () => {
  const { page } = await open();
  await page.keyboard.press("j");
  await page.keyboard.press("w");
  await page.click("#decision .main");
  assert.ok(await page.locator("#decision").isVisible());
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#decision").isVisible()));
  assert.doesNotMatch(kept(), /verdict: wrong/);
});

test("of two windows neither overwrites the other unseen", async () => {
  const one = (await open()).page, two = (await open()).page;
  const finding = (page) => page.locator("article.finding").nth(2);
  const id = await finding(one).getAttribute("id");
  await finding(two).locator("[data-verdict=wrong]").click();
  await two.fill("#decision [name=reason]", "Second thought.");
  await finding(one).locator("[data-verdict=accepted]").click();
  await one.fill("#decision [name=reason]", "First thought.");
  await one.click("#decision .main");
  await settled(one, "Saved");
  await two.click("#decision .main");
  await two.waitForFunction(() => /another window/.test(document.querySelector("#decision .alarm").textContent));
  assert.match(await two.locator("#decision .alarm").innerText(), /Accepted: First thought/);
  assert.match(kept(), /First thought/);
  await two.click("#decision .main");
  await settled(two, "Saved");
  assert.match(kept(), /Second thought/);
  assert.doesNotMatch(kept(), /First thought/);
  await one.bringToFront();
  await one.waitForFunction((f) => /Second thought/.test(document.getElementById(f).textContent), id);
  await finding(two).locator("[data-undo]").click();
  await settled(two, "Undone");
});

test("hostile words in a decision stay words", async () => {
  const { page, faults } = await open();
  const words = "<img src=x onerror=window.owned=1><script>window.owned=1</script>";
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await page.keyboard.type(words);
  await page.keyboard.press("Control+Enter");
  await settled(page, "Saved");
  assert.ok((await page.locator(".finding.at .decided").innerText()).includes(words));
  assert.equal(await page.evaluate(() => window.owned), undefined);
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(faults, []);
  await page.keyboard.press("u");
  await settled(page, "Undone");
});

test("a broken file is told and left alone", async () => {
  const { page } = await open();
  const before = kept();
  writeFileSync(FILE, "- fingerprint: [");
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await page.keyboard.type("Words.");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => /Not saved/.test(document.querySelector("#decision .alarm").textContent));
  assert.equal(kept(), "- fingerprint: [");
  writeFileSync(FILE, before);
});

test("another page of the same browser reads and changes nothing", async () => {
  const { page, context } = await open();
  const foreign = await context.newPage();
  await foreign.route("http://foreign.example/**", (route) => route.fulfill({ contentType: "text/html", body: "<p>foreign" }));
  await foreign.goto("http://foreign.example/");
  const id = await page.locator("article.finding").first().getAttribute("id");
  const got = await foreign.evaluate(async ([address, finding]) => {
    const body = JSON.stringify({ fingerprint: finding, verdict: "wrong", reason: "x", seen: "" });
    const tries = [
      () => fetch(address),
      () => fetch(`${address}decisions`, { method: "POST", body }),
      () => fetch(`${address}decisions`, { method: "POST", body, headers: { "Content-Type": "application/json" } }),
    ];
    const came = [];
    for (const ask of tries) came.push(await ask().then(() => "read", () => "refused"));
    await fetch(`${address}decisions`, { method: "POST", body, mode: "no-cors" }).catch(() => {});
    return came;
  }, [REVIEW, id]);
  assert.deepEqual(got, ["refused", "refused", "refused"]);
  assert.doesNotMatch(kept(), new RegExp(id));
});

for (const [width, scheme] of [[1440, "light"], [390, "dark"]]) {
  test(`axe-core finds nothing on the review at ${width} pixels, ${scheme}`, async () => {
    const { page } = await visit(browser, REVIEW, { width, scheme });
    await page.waitForSelector("[data-verdict][aria-pressed]");
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    assert.deepEqual(await axe(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  });
}
