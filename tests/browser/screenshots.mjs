// The pictures of docs/screenshots: node screenshots.mjs REPORT STORY REVIEW-ADDRESS FOLDER
import { pathToFileURL } from "node:url";
import { start, visit } from "./browser.mjs";

const [report, story, review, folder] = process.argv.slice(2);
const address = pathToFileURL(report).href;
const told = pathToFileURL(story).href;
const browser = await start();

async function shot(name, settings, act = async () => {}, where = address) {
  const { page, context } = await visit(browser, where, settings);
  await act(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await context.close();
}

const figures = async (page) => {  // the last finding with a plot
  const id = await page.locator("article.finding:has(svg.intervals)").last().getAttribute("id");
  await page.evaluate((hash) => { location.hash = hash; }, id);
};
await shot("report", { width: 1440, height: 900 });
await shot("conflict", { width: 1440, height: 820 }, figures, told);
await shot("source", { width: 1440, height: 900 }, async (page) => { await page.keyboard.press("j"); await page.waitForTimeout(200); await page.keyboard.press("Enter"); });
await shot("dark", { width: 1440, height: 900, scheme: "dark" }, async (page) => { await page.evaluate(() => document.querySelector("#who-says-what").scrollIntoView()); });
await shot("phone", { width: 390, height: 844 }, figures, told);
await shot("decision", { width: 1440, height: 900 }, async (page) => {
  await page.waitForSelector("[data-verdict][aria-pressed]");
  await figures(page);
  await page.keyboard.press("e");
  await page.keyboard.type("One counts the plant alone, the other its suppliers too.");
}, review);
await browser.close();
