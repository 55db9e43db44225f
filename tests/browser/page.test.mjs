// The report as people meet it: opened as a file, in a real browser. REPORT is its path; STORY, HOSTILE, LARGE others.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { axe, start, visit } from "./browser.mjs";

const REPORT = pathToFileURL(process.env.REPORT).href;
const LARGE = pathToFileURL(process.env.LARGE).href;
const STORY = pathToFileURL(process.env.STORY).href;
const HOSTILE = pathToFileURL(process.env.HOSTILE).href;
const visible = "article.finding:not([hidden])";
let browser;
before(async () => { browser = await start(); });
after(() => browser.close());

test("the first screen says what was read and names conflicts", async () => {
  const { page, faults, asked } = await visit(browser, REPORT);
  assert.match(await page.locator("h1").innerText(), /^\d+ conflicts? in 5 sources$/);
  const first = page.locator(".first li a").first();
  assert.ok((await first.boundingBox()).y < 800, "the first conflict stands on the first screen");
  assert.deepEqual(faults, []);
  assert.deepEqual(asked, [REPORT], "nothing but the file itself is loaded");
});

for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const scheme of ["light", "dark"]) {
    test(`axe-core finds nothing at ${width} pixels, ${scheme}, with and without a source open`, async () => {
      const { page } = await visit(browser, REPORT, { width, height, scheme });
      await page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
      assert.deepEqual(await axe(page), []);
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#texts article.current");
      assert.deepEqual(await axe(page), []);
    });
  }
  test(`nothing is wider than a screen of ${width} pixels`, async () => {
    const { page } = await visit(browser, REPORT, { width, height });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    await page.goto(HOSTILE);
    await page.evaluate(() => document.querySelectorAll("article.finding").forEach((f) => { f.style.contentVisibility = "visible"; }));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, "not even with words of 300 letters");
    assert.deepEqual(await axe(page), []);
  });
}

for (const [width, scheme] of [[1440, "dark"], [390, "light"]]) {
  test(`a disputed figure has a plot and a growing one a time line, with their words on a screen of ${width} pixels`, async () => {
    const { page } = await visit(browser, STORY, { width, height: 844, scheme });
    await page.evaluate(() => document.querySelectorAll("article.finding").forEach((f) => { f.style.contentVisibility = "visible"; }));
    assert.ok(await page.locator("svg.intervals").count() > 0);
    assert.ok(await page.locator("svg.timeline").count() > 0);
    const outside = await page.evaluate((wide) => [...document.querySelectorAll("figure svg text")]
      .filter((text) => { const box = text.getBoundingClientRect(); return box.left < 0 || box.right > wide; })
      .map((text) => text.textContent), width);
    assert.deepEqual(outside, []);
    assert.deepEqual(await axe(page), []);
  });
}

test("axe-core finds nothing with the keys shown", async () => {
  const { page } = await visit(browser, REPORT);
  await page.keyboard.press("?");
  assert.ok(await page.locator("#help").isVisible());
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#help").isVisible()));
});

test("a kind, a source and words narrow the list; one key widens it again", async () => {
  const { page } = await visit(browser, REPORT);
  const every = await page.locator(visible).count();
  await page.selectOption("[name=kind]", { index: 1 });
  const kind = await page.inputValue("[name=kind]");
  const some = await page.locator(visible).count();
  assert.ok(some > 0 && some < every);
  assert.equal(await page.locator("output").innerText(), `${some} of ${every} findings`);
  const kinds = await page.locator(visible).evaluateAll((shown) => shown.map((f) => f.dataset.kind));
  assert.deepEqual([...new Set(kinds)], [kind]);
  await page.fill("[name=q]", "no such word anywhere");
  await page.waitForSelector(".nothing:not([hidden])");
  assert.equal(await page.locator(visible).count(), 0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("x");
  await page.waitForFunction((n) => document.querySelectorAll("article.finding:not([hidden])").length === n, every);
  await page.selectOption("[name=sources]", { index: 1 });
  const number = await page.inputValue("[name=sources]");
  const cited = await page.locator(visible).evaluateAll((shown) => shown.map((f) => f.dataset.sources.split(" ")));
  assert.ok(cited.length > 0 && cited.every((numbers) => numbers.includes(number)));
});

test("a name in the picture leads to its findings", async () => {
  const { page } = await visit(browser, REPORT);
  const name = page.locator(".arcs a.name").first();
  const number = await name.getAttribute("data-about");
  await name.click();
  await page.waitForFunction(() => !document.querySelector("[type=reset]").hidden);
  const about = await page.locator(visible).evaluateAll((shown) => shown.map((f) => f.dataset.entity));
  assert.deepEqual([...new Set(about)], [number]);
});

test("search folds accents and case and needs every word", async () => {
  const { page } = await visit(browser, REPORT);
  const title = await page.locator(".first li a").first().innerText();
  await page.fill("[name=q]", title.toUpperCase().split(/[^\p{L}\p{N}]+/u).slice(0, 3).join(" "));
  await page.waitForFunction(() => !document.querySelector("[type=reset]").hidden);
  const shown = await page.locator(visible).allInnerTexts();
  assert.ok(shown.some((text) => text.includes(title)));
});

test("j, k and enter lead through the findings to the source, with the evidence marked and in view", async () => {
  const { page } = await visit(browser, REPORT);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const at = page.locator("article.finding.at");
  assert.equal(await at.count(), 1);
  const id = await at.getAttribute("id");
  assert.equal(new URL(page.url()).hash, `#${id}`);
  await page.keyboard.press("Enter");
  const source = page.locator("#texts article.current");
  assert.ok(await source.isVisible());
  const quote = await at.locator("blockquote").first().locator("mark").allTextContents();
  const marked = await source.locator("mark.now").allTextContents();
  const words = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "");
  assert.ok(marked.length > 0);
  assert.ok(words(quote.join("")).includes(words(marked.join(""))) || words(marked.join("")).includes(words(quote.join(""))));
  const place = await source.locator("mark.now").first().boundingBox();
  assert.ok(place.y > 0 && place.y < 900, "the marked words are on the screen");
  await page.keyboard.press("n");
  assert.notEqual(await source.locator("mark.now").allTextContents(), marked);
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#texts").isVisible()));
  assert.equal(new URL(page.url()).hash, `#${id}`);
});

test("a click on a quote opens its source; back closes it", async () => {
  const { page } = await visit(browser, REPORT);
  await page.locator(".quote blockquote").first().click();
  assert.ok(await page.locator("#texts article.current mark.now").first().isVisible());
  await page.goBack();
  assert.ok(!(await page.locator("#texts").isVisible()));
});

test("a link to a finding, and one to a place in a source, open there", async () => {
  const { page, context } = await visit(browser, REPORT);
  const id = await page.locator("article.finding").nth(2).getAttribute("id");
  const place = await page.locator("article.finding a[href^='#q']").nth(3).getAttribute("href");
  const deep = await context.newPage();
  await deep.goto(`${REPORT}#${id}`);
  const box = await deep.locator(`[id="${id}"]`).boundingBox();
  assert.ok(box.y >= 0 && box.y < 300, `the finding stands at ${box.y}`);
  await deep.goto(`${REPORT}${place}`);
  await deep.waitForSelector("#texts article.current mark.now");
});

test("without scripts every finding and every source can still be read", async () => {
  const { page } = await visit(browser, REPORT, { javaScriptEnabled: false });
  assert.ok(await page.locator("article.finding").last().isVisible());
  assert.ok(await page.locator("#texts article").last().isVisible());
  assert.ok(!(await page.locator("form.filters").isVisible()));
});

test("on paper there is no toolbar and nothing is folded", async () => {
  const { page } = await visit(browser, REPORT);
  await page.emulateMedia({ media: "print" });
  assert.ok(!(await page.locator("form.filters").isVisible()));
  assert.ok(await page.locator(".side .answer").first().isVisible());
  const sheets = await page.pdf({ format: "A4" });
  assert.ok(sheets.length > 10_000);
});

test("hostile text stays text: no dialog, no request, no foreign element", async () => {
  const { page, faults, asked } = await visit(browser, HOSTILE);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.fill("[name=q]", "<script>");
  await page.waitForTimeout(200);
  assert.deepEqual(faults, []);
  assert.deepEqual(asked, [HOSTILE]);
  assert.equal(await page.locator("img, iframe, object, embed, link, base").count(), 0);
  assert.equal(await page.locator("script").count(), 1);
  assert.equal(await page.evaluate(() => window.owned), undefined);
});

test("the policy stops a script that gets in all the same", async () => {
  const { page } = await visit(browser, REPORT);
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    try { script.text = "window.owned = 1"; document.body.append(script); } catch { return false; }
    return window.owned === 1;
  });
  assert.equal(ran, false);
});

test("a report of two hundred articles opens and filters without a wait", async () => {
  const began = performance.now();
  const { page } = await visit(browser, LARGE);
  const opened = performance.now() - began;
  await page.waitForTimeout(1000);  // nobody types sooner
  const timed = (change) => page.evaluate(async (to) => {
    const form = document.querySelector("form.filters");
    const start = performance.now();
    for (const [name, value] of Object.entries(to)) form.elements[name].value = value;
    form.dispatchEvent(new Event("change"));
    void document.body.offsetHeight;
    return performance.now() - start;
  }, change);
  const times = {
    opened,
    kind: await timed({ kind: "agreement" }),
    search: await timed({ kind: "", q: "lighthouse depot" }),
    again: await timed({ q: "lighthouse depot rail" }),
    widened: await timed({ q: "" }),
  };
  console.log(JSON.stringify(times));
  assert.ok(times.opened < 10_000, `opened in ${times.opened} ms`);
  assert.ok(Math.max(times.kind, times.again) < 500 && times.search < 1500 && times.widened < 1500, JSON.stringify(times));
});
