/*
 * Classifies frames that arrive on the serial port and lights the LED while somebody smiles.
 *
 * Written by "smilet export". Copy this sketch before you change it: the next export replaces it.
 *
 * Each frame is FRAME_WIDTH * FRAME_HEIGHT bytes, row by row, 0 (dark) to 255 (bright). Replace
 * capture() by your sensor; any size up to 128x128 will do, and the library resamples it.
 */
#include <smilet_model.h>

const int FRAME_WIDTH = SMILET_GRID_WIDTH;
const int FRAME_HEIGHT = SMILET_GRID_HEIGHT;
const int FRAME_BITS = 8;

#ifndef LED_BUILTIN
#define LED_BUILTIN 2
#endif

static uint8_t pixels[SMILET_GRID_WIDTH * SMILET_GRID_HEIGHT];

/* Fills pixels with one frame; says whether there was one. */
static bool capture() {
  return Serial.readBytes((char *)pixels, sizeof pixels) == sizeof pixels;
}

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  Serial.begin(115200);
  if (smilet_selftest() != 0) {
    Serial.println("the self-test failed: this build computes other numbers than the trainer did");
  }
}

void loop() {
  if (!capture()) {
    return;
  }
  smilet_answer answer;
  smilet_classify8(pixels, FRAME_WIDTH, FRAME_HEIGHT, FRAME_BITS, &answer);
  digitalWrite(LED_BUILTIN, answer.verdict == SMILET_SMILE ? HIGH : LOW);
  Serial.print((100L * answer.probability_q15 + 16384) / 32768);
  Serial.println(" %");
}
