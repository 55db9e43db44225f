// Chromium as the tests start it: no update, no background request, nothing from an earlier run.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export const start = () => chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });

/** A page at an address, with everything that went wrong on it, and every request it made, in `faults` and `asked`. */
export async function visit(browser, address, { width = 1440, height = 900, scheme = "light", ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, ...more });
  const page = await context.newPage();
  const faults = [], asked = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address);
  return { page, faults, asked, context };
}

/** What axe-core has against the page as it stands: rules with the places, and nothing else. */
export async function axe(page) {
  await page.evaluate(AXE);
  await page.evaluate(() => {  // what is not laid out yet would be measured where it does not stand
    const sheet = new CSSStyleSheet();
    sheet.insertRule("* { content-visibility: visible !important; transition: none !important; }");
    document.adoptedStyleSheets = [sheet];
  });
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + n.failureSummary).join(" | ")}`);
}
