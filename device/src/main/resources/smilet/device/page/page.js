"use strict";
// The token is in the part of the address that browsers never send; it goes into a header instead.
const token = location.hash.slice(1);
const headers = token ? { "X-Smilet-Token": token } : {};
const MINUTE = 600;
const past = new Array(MINUTE).fill(null);
const element = id => document.getElementById(id);

function text(id, value) {
  if (element(id).textContent !== value) {
    element(id).textContent = value;
  }
}

function paint(canvas, size, pixels) {
  if (canvas.width !== size.width || canvas.height !== size.height) {
    canvas.width = size.width;
    canvas.height = size.height;
  }
  const image = new ImageData(size.width, size.height);
  pixels.forEach((grey, i) => image.data.set([grey, grey, grey, 255], 4 * i));
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function draw(id, size, pixels, shown) {
  paint(element(id), size, pixels);
  text(id + "-size", `${shown.width}x${shown.height}`);
}

const colours = { "smile": "#2a9d50", "unsure": "#d9a400", "not-smile": "#4a90d9" };

/** Draws a numbered box around each face; a pixel of the picture stands for some of the sensor. */
function drawFaces(state) {
  const canvas = element("sensor");
  const pen = canvas.getContext("2d");
  const scale = state.picture.width / state.sensor.width;
  pen.font = `bold ${Math.round(canvas.height / 10)}px sans-serif`;
  pen.textBaseline = "bottom";
  (state.faces || []).forEach((face, i) => {
    pen.strokeStyle = pen.fillStyle = colours[face.verdict];
    pen.strokeRect(face.x * scale, face.y * scale, face.side * scale, face.side * scale);
    pen.fillText(i + 1, face.x * scale + 2, (face.y + face.side) * scale);
  });
}

function showFaces(state, faulty) {
  element("faces").hidden = state.faces === undefined || faulty;
  const faces = (state.faces || []).map((face, i) => `${i + 1}: ${(face.permille / 10).toFixed(1)} %, ${words[face.verdict]}`);
  text("faces", faces.join("; ") || "nobody is in the picture");
}

function drawPast() {
  const canvas = element("minute");
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.strokeStyle = getComputedStyle(document.body).color;
  pen.beginPath();
  let drawing = false;
  past.forEach((permille, x) => {
    if (permille !== null) {
      const y = (1 - permille / 1000) * (canvas.height - 2) + 1;
      drawing ? pen.lineTo(x, y) : pen.moveTo(x, y);
    }
    drawing = permille !== null;
  });
  pen.stroke();
}

let step = Math.floor(Date.now() / 100);
function remember(permille) {
  const now = Math.floor(Date.now() / 100);
  for (; step < now; step++) {
    past.shift();
    past.push(null);
  }
  past[MINUTE - 1] = permille;
}

const clear = message => message.trim() || "no reason given";

/** Asks the device to change something. */
async function post(path) {
  const answer = await fetch(path, { method: "POST", headers: { ...headers, "X-Smilet-Action": "1" } });
  if (!answer.ok) {
    throw new Error(clear(await answer.text()));
  }
}

async function getJson(path) {
  const answer = await fetch(path, { headers });
  if (!answer.ok) {
    throw new Error(clear(await answer.text()));
  }
  return answer.json();
}

let shownModel = "";
async function showModel() {
  try {
    const model = await getJson("model");
    text("model-name", model.name);
    const size = model.bytes === undefined ? "" : `, ${model.bytes} bytes`;
    text("model-network", `${model.network} at ${model.grid}, ${model.parameters} numbers${size}`);
    text("model-accuracy", model.auc === undefined ? "not known" : `AUC ${model.auc} on people it has not seen`);
    text("model-since", new Date(model.sinceMillis).toLocaleString());
    element("model-before").hidden = model.before === undefined;
    text("before-name", model.before || "");
  } catch (lost) {
    shownModel = "";
  }
}

element("go-back").addEventListener("click", async () => {
  try {
    await post("go-back");
    text("model-message", "the model before is current again; the loop takes it up in a moment");
  } catch (refused) {
    text("model-message", refused.message);
  }
});

const words = { "smile": "a smile", "unsure": "unsure", "not-smile": "no smile" };
const micros = value => value === undefined ? "–" : (value / 1000).toFixed(1) + " ms";

function show(state, sensor, view) {
  const faulty = state.fault !== "";
  const nobody = !faulty && state.permille === undefined;
  const permille = faulty || nobody ? null : state.permille;
  text("percent", permille === null ? "–" : (permille / 10).toFixed(1) + " %");
  text("verdict", nobody ? "nobody" : faulty ? "" : words[state.verdict]);
  element("bar").value = permille || 0;
  const lit = !faulty && state.decision === "smile";
  element("led").classList.toggle("lit", lit);
  text("decision", lit ? "the LED is lit" : "the LED is off");
  element("fault").hidden = !faulty;
  text("fault", state.fault);
  element("drift").hidden = state.drift === "";
  text("drift", state.drift);
  if (state.model !== shownModel) {
    shownModel = state.model;
    showModel();
  }
  text("rate", String(state.loop.framesPerSecond));
  text("latency", `${micros(state.loop.p50Micros)} in the middle, ${micros(state.loop.p99Micros)} for 99 of 100`);
  text("missed", `${state.loop.missedDeadlines} of ${state.loop.frames}`);
  text("faulty", String(state.loop.faultyFrames));
  text("event", state.event || "none");
  remember(permille);
  draw("sensor", state.picture, sensor, state.sensor);
  draw("view", state.view, view, state.view);
  showFaces(state, faulty);
  drawFaces(state);
  drawPast();
}

function read(buffer) {
  const length = new DataView(buffer).getInt32(0);
  const state = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const pixels = state.picture.width * state.picture.height;
  show(state, new Uint8Array(buffer, 4 + length, pixels), new Uint8Array(buffer, 4 + length + pixels));
  return state.sequence;
}

async function loadPast() {
  const answer = await fetch("minute", { headers });
  const numbers = new DataView(await answer.arrayBuffer());
  for (let i = 0; answer.ok && i < MINUTE; i++) {
    const permille = numbers.getInt16(2 * i);
    past[i] = permille < 0 ? null : permille;
  }
}

const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

async function watch() {
  let sequence = 0;
  let connected = false;
  for (;;) {
    try {
      if (!connected) {
        await loadPast();
      }
      const answer = await fetch("next?after=" + sequence, { headers });
      if (answer.status === 200) {
        sequence = read(await answer.arrayBuffer());
      } else if (answer.status !== 204) {
        throw new Error((await answer.text()).trim());
      }
      connected = true;
      text("connection", "live");
    } catch (lost) {
      connected = false;
      sequence = 0;
      text("connection", "no connection: " + lost.message);
      await pause(1000);
    }
  }
}
watch();
