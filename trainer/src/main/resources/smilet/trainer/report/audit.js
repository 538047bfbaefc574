"use strict";
const faces = [...document.querySelectorAll(".doubt")];
const place = "smilet audit " + location.pathname;
const remembered = JSON.parse(localStorage.getItem(place) || "null");
const decisions = new Map(remembered
    || faces.filter(face => face.dataset.decision).map(face => [face.dataset.name, face.dataset.decision]));

function show() {
  for (const face of faces) {
    for (const button of face.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", decisions.get(face.dataset.name) === button.dataset.word);
    }
  }
  const count = word => [...decisions.values()].filter(decision => decision === word).length;
  document.getElementById("state").textContent =
      `${decisions.size} of ${faces.length} decided: ${count("keep")} kept, ${count("flip")} flipped, ${count("drop")} dropped`;
}

function decide(face, word) {
  if (word) {
    decisions.set(face.dataset.name, word);
  } else {
    decisions.delete(face.dataset.name);
  }
  localStorage.setItem(place, JSON.stringify([...decisions]));
  show();
}

const quoted = name => /[",\r\n]/.test(name) ? '"' + name.replaceAll('"', '""') + '"' : name;

function save() {
  const lines = [...decisions].map(([name, word]) => quoted(name) + "," + word + "\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["file,correction\n", ...lines], { type: "text/csv" }));
  link.download = "corrections.csv";
  link.click();
}

const words = { k: "keep", f: "flip", d: "drop", u: "" };
faces.forEach((face, index) => {
  for (const button of face.querySelectorAll("button")) {
    button.addEventListener("click", () => decide(face, button.dataset.word));
  }
  face.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (event.key in words) {
      decide(face, words[event.key]);
    } else if (event.key === "ArrowRight" && index + 1 < faces.length) {
      faces[index + 1].focus();
    } else if (event.key === "ArrowLeft" && index > 0) {
      faces[index - 1].focus();
    }
  });
});
document.getElementById("save").addEventListener("click", save);
show();
