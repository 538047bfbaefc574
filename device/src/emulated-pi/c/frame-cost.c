/*
 * frame-cost FRAMES: classifies the frames of a file, 64x64 pixels of one byte each, with the exported C library, and
 * prints the median time of a frame in nanoseconds and the logits' sum. With -icount shift=0 QEMU executes one
 * instruction per nanosecond of the guest's clock.
 */
#include "smilet_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SIDE 64
#define MAX_FRAMES 256
#define PASSES 4

static uint8_t frames[MAX_FRAMES][SIDE * SIDE];
static long nanos[MAX_FRAMES * PASSES];

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

static int compare(const void *a, const void *b) {
  long x = *(const long *)a;
  long y = *(const long *)b;
  return (x > y) - (x < y);
}

int main(int count, char **arguments) {
  FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
  long read = file == NULL ? 0 : (long)fread(frames, SIDE * SIDE, MAX_FRAMES, file);
  long done = 0;
  long long sum = 0;
  int pass;
  long i;
  if (read == 0) {
    return 1;
  }
  for (pass = 0; pass < PASSES; pass++) {
    for (i = 0; i < read; i++) {
      smilet_answer answer;
      long before = now();
      smilet_classify8(frames[i], SIDE, SIDE, 8, &answer);
      nanos[done++] = now() - before;
      sum += answer.logit_q16;
    }
  }
  qsort(nanos, done, sizeof nanos[0], compare);
  printf("@c %ld %lld\n", nanos[done / 2], sum / PASSES);
  return 0;
}
