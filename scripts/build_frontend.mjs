/**
 * Builds the front end: static_src/ → build/static/ (css/, js/, icons.svg, and the pictures as they are).
 *
 *   node scripts/build_frontend.mjs           build once, print the sizes
 *   node scripts/build_frontend.mjs --watch   build again at each change
 *
 * Style sheets named in static_src/css/*.css and modules named in static_src/js/*.js are entry points;
 * what they import is bundled into them. The fonts are made by scripts/build_fonts.py.
 */
import { watch } from "node:fs";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import * as esbuild from "esbuild";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SOURCE = join(ROOT, "static_src");
const TARGET = join(ROOT, "build", "static");

// The oldest browsers in use on school computers: Chrome 109 is the last one for Windows 7.
const BROWSERS = ["chrome109", "firefox115", "safari16"];

/** Runs before the first paint, in the head, so it is a classic script of a few bytes. */
const CLASSIC_SCRIPTS = new Set(["theme-early.js"]);

/** @returns {Promise<string[]>} the files of a folder that end in `extension`, in order */
async function filesIn(folder, extension) {
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith(extension)).sort().map((name) => join(folder, name));
}

async function buildStyles() {
  return esbuild.build({
    entryPoints: await filesIn(join(SOURCE, "css"), ".css"),
    outdir: join(TARGET, "css"),
    bundle: true,
    minify: true,
    target: BROWSERS,
    // Fonts are built by their own script and addressed relative to the finished style sheet.
    external: ["../fonts/*"],
    logLevel: "warning",
  });
}

async function buildScripts() {
  const entries = await filesIn(join(SOURCE, "js"), ".js");
  const common = { outdir: join(TARGET, "js"), bundle: true, minify: true, target: BROWSERS, logLevel: "warning" };
  const isClassic = (file) => CLASSIC_SCRIPTS.has(basename(file));
  await esbuild.build({ ...common, entryPoints: entries.filter((file) => !isClassic(file)), format: "esm" });
  await esbuild.build({ ...common, entryPoints: entries.filter(isClassic), format: "iife" });
}

/** Turns one drawing into a symbol: the outer svg element goes, its shapes stay. */
function toSymbol(name, drawing) {
  const match = drawing.match(/<svg[^>]*viewBox="([^"]+)"[^>]*>([\s\S]*?)<\/svg>/);
  if (!match) throw new Error(`static_src/icons/${name}.svg: expected one <svg viewBox="…"> element`);
  const shapes = match[2].replace(/<!--[\s\S]*?-->/g, "").replace(/\s*\n\s*/g, "");
  return `<symbol id="ic-${name}" viewBox="${match[1]}">${shapes}</symbol>`;
}

async function buildIcons() {
  const symbols = [];
  for (const file of await filesIn(join(SOURCE, "icons"), ".svg")) {
    symbols.push(toSymbol(basename(file, ".svg"), await readFile(file, "utf8")));
  }
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
  await writeFile(join(TARGET, "icons.svg"), sprite);
  return symbols.length;
}

async function copyImages() {
  for (const file of await filesIn(join(SOURCE, "images"), ".svg")) {
    await copyFile(file, join(TARGET, basename(file)));
  }
}

async function printSizes() {
  const built = [...(await filesIn(join(TARGET, "css"), ".css")), ...(await filesIn(join(TARGET, "js"), ".js"))];
  for (const file of [...built, join(TARGET, "icons.svg")]) {
    const bytes = await readFile(file);
    console.log(`${file.slice(TARGET.length + 1).padEnd(24)} ${bytes.length} B, ${gzipSync(bytes).length} B gzip`);
  }
}

async function buildAll() {
  await mkdir(TARGET, { recursive: true });
  await Promise.all([buildStyles(), buildScripts(), buildIcons(), copyImages()]);
  await printSizes();
}

function buildOnChange() {
  let waiting;
  watch(SOURCE, { recursive: true }, () => {
    clearTimeout(waiting);
    // Editors save in several steps; a short wait makes one build of them.
    waiting = setTimeout(() => buildAll().catch((error) => console.error(error.message)), 120);
  });
}

await buildAll();
if (process.argv.includes("--watch")) buildOnChange();
