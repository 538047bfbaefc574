"use strict";
// Uses element, text, headers, post, getJson, paint and pause of page.js.
const GOAL = 40;
const REPEAT_MILLIS = 500;
const poses = ["straight", "turned", "tilted"];
const lights = ["bright", "dim"];
const labels = ["smile", "not-smile"];
const labelWords = { "smile": "smiling", "not-smile": "not smiling" };
let held = null;
let repeating = 0;

const captureMessage = message => text("capture-message", message);

async function attempt(change) {
  try {
    await change();
  } catch (refused) {
    captureMessage(refused.message);
    release();
  }
  await showCaptures();
}

function sendHold() {
  const situation = `${element("pose").value}-${element("light").value}`;
  return attempt(() => post(`hold?label=${held}&situation=${situation}`));
}

function hold(label) {
  if (held !== null || element("capture").hidden) {
    return;
  }
  held = label;
  element("hold-" + label).classList.add("held");
  captureMessage("");
  sendHold();
  repeating = setInterval(sendHold, REPEAT_MILLIS);
}

function release() {
  if (held === null) {
    return;
  }
  clearInterval(repeating);
  element("hold-" + held).classList.remove("held");
  held = null;
  captureMessage("");
  attempt(() => post("release"));
}

for (const label of labels) {
  const button = element("hold-" + label);
  button.addEventListener("pointerdown", event => {
    button.setPointerCapture(event.pointerId);
    hold(label);
  });
  for (const end of ["pointerup", "pointercancel", "blur"]) {
    button.addEventListener(end, () => {
      if (held === label) { // the other button loses the focus when this one is pressed
        release();
      }
    });
  }
  button.addEventListener("contextmenu", event => event.preventDefault());
  button.addEventListener("keydown", event => {
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      hold(label);
    }
  });
}

const keys = { "s": "smile", "n": "not-smile" };
document.addEventListener("keydown", event => {
  const label = keys[event.key.toLowerCase()];
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey && event.target.tagName !== "SELECT";
  if (label && plain && !event.repeat) {
    hold(label);
  }
});
document.addEventListener("keyup", release);
window.addEventListener("blur", release);
document.addEventListener("visibilitychange", release);

element("agree").addEventListener("click", () => attempt(() => post("agree")));
element("delete-everything").addEventListener("click", () => {
  if (confirm("Delete all pictures on this device, and the agreement to store them?")) {
    attempt(() => post("delete-everything"));
  }
});

/** The pixels of a PGM file, as one byte each. */
function readPgm(buffer) {
  const bytes = new Uint8Array(buffer);
  const header = new TextDecoder("latin1").decode(bytes.subarray(0, 40)).match(/^P5\s(\d+)\s(\d+)\s(\d+)\s/);
  const [width, height, white] = header.slice(1).map(Number);
  const each = white > 255 ? 2 : 1;
  const pixels = new Uint8Array(width * height);
  for (let i = 0; i < pixels.length; i++) {
    const at = header[0].length + i * each;
    pixels[i] = 255 * (each === 1 ? bytes[at] : 256 * bytes[at] + bytes[at + 1]) / white;
  }
  return { size: { width, height }, pixels };
}

function reviewed(frame, number) {
  const item = document.createElement("li");
  const canvas = document.createElement("canvas");
  const what = `picture ${number}, ${frame.situation}, ${labelWords[frame.label]}`;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", what);
  const other = labels.find(label => label !== frame.label);
  const relabel = document.createElement("button");
  relabel.type = "button";
  relabel.textContent = labelWords[frame.label] + " (change)";
  relabel.setAttribute("aria-label", `${what}: change to ${labelWords[other]}`);
  relabel.addEventListener("click", () => attempt(() => post(`relabel?name=${frame.name}&label=${other}`)));
  const remove = document.createElement("button");
  remove.type = "button";
  remove.textContent = "delete";
  remove.setAttribute("aria-label", `${what}: delete`);
  remove.addEventListener("click", () => attempt(() => post(`delete?name=${frame.name}`)));
  item.append(canvas, relabel, remove);
  fetch(`frame?name=${frame.name}`, { headers }).then(async answer => {
    if (answer.ok) {
      const { size, pixels } = readPgm(await answer.arrayBuffer());
      paint(canvas, size, pixels);
    }
  });
  return item;
}

let reviewedNames = "";
function showReview(frames) {
  const names = frames.map(frame => frame.name).join(" ");
  if (!element("review").open || names === reviewedNames) {
    return;
  }
  reviewedNames = names;
  const focused = [...element("frames").querySelectorAll("button")].indexOf(document.activeElement);
  element("frames").replaceChildren(...frames.map((frame, i) => reviewed(frame, i + 1)));
  const buttons = element("frames").querySelectorAll("button");
  if (focused >= 0 && buttons.length > 0) {
    buttons[Math.min(focused, buttons.length - 1)].focus();
  }
}
element("review").addEventListener("toggle", () => showCaptures());

async function showCaptures() {
  let captures;
  try {
    captures = await getJson("captures");
  } catch (lost) {
    return; // the head of the page says that there is no connection
  }
  text("folder", captures.folder);
  text("most", String(captures.most));
  text("days", String(captures.days));
  element("consent").hidden = captures.agreed;
  element("capture").hidden = !captures.agreed;
  const counts = labels.map(label => captures.frames.filter(frame => frame.label === label).length);
  labels.forEach((label, i) => {
    element("count-" + label).value = counts[i];
    text(`count-${label}-text`, `${counts[i]} of ${GOAL}`);
  });
  const done = new Set(captures.frames.map(frame => frame.situation));
  const missing = poses.flatMap(pose => lights.map(light => `${pose}-${light}`)).filter(one => !done.has(one));
  text("missing", missing.join(", ").replaceAll("-", " and ") || "nothing");
  element("next-step").hidden = Math.min(...counts) === 0;
  if (held !== null) {
    captureMessage(captures.message ? "left out: " + captures.message : "captures pictures");
  }
  showReview(captures.frames);
}

async function watchCaptures() {
  for (;;) {
    await showCaptures();
    await pause(2000);
  }
}
watchCaptures();
