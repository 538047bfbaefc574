/*
 * Reads frames from standard input and prints, one line each, the percentage, the verdict, and the
 * logit times 65536.
 *
 * Written by "smilet export". Do not edit: export the model again instead.
 *
 * A frame is a binary PGM picture (P5) of at most 128x128 pixels; its largest value must be 1, 3, 7
 * and so on up to 65535. Pictures follow each other without a gap:
 *
 *   cat one.pgm two.pgm | ./smilet_stdin
 */
#include "smilet_model.h"

#include <stdio.h>

#ifndef MAX_FRAME_BYTES
#define MAX_FRAME_BYTES (2 * 128 * 128)
#endif

static union {
  uint8_t bytes[MAX_FRAME_BYTES];
  uint16_t words[MAX_FRAME_BYTES / 2];
} pixels;

/* Bits per pixel, or 0 if largest is not 2^bits - 1. */
static int bits_of(long largest) {
  int bits = 0;
  while (bits < 16 && largest != (1L << bits) - 1) {
    bits++;
  }
  return largest == (1L << bits) - 1 ? bits : 0;
}

/* Classifies the next picture. Returns 0, or -1 if it is not as described above. */
static int classify_next(smilet_answer *answer) {
  int width;
  int height;
  long largest;
  long count;
  long i;
  int bits;
  if (scanf("P5 %d %d %ld", &width, &height, &largest) != 3 || getchar() == EOF) {
    return -1;
  }
  bits = bits_of(largest);
  if (bits == 0 || width < 1 || width > 128 || height < 1 || height > 128) {
    return -1;
  }
  count = (long)width * height;
  if ((bits > 8 ? 2 : 1) * count > MAX_FRAME_BYTES ||
      fread(pixels.bytes, bits > 8 ? 2 : 1, (size_t)count, stdin) != (size_t)count) {
    return -1;
  }
  if (bits <= 8) {
    return smilet_classify8(pixels.bytes, width, height, bits, answer);
  }
  for (i = 0; i < count; i++) { /* the high byte comes first */
    pixels.words[i] = (uint16_t)(pixels.bytes[2 * i] << 8 | pixels.bytes[2 * i + 1]);
  }
  return smilet_classify16(pixels.words, width, height, bits, answer);
}

int main(void) {
  smilet_answer answer;
  int next;
  if (smilet_selftest() != 0) {
    fputs("the self-test failed: this build computes other numbers than the trainer did\n", stderr);
    return 1;
  }
  while ((next = getchar()) != EOF) {
    long tenths;
    const char *verdict = "unsure";
    ungetc(next, stdin);
    if (classify_next(&answer) != 0) {
      fputs("expected PGM pictures (P5) of at most 128x128 pixels, largest value 1, 3, 7 to 65535\n",
            stderr);
      return 2;
    }
    if (answer.verdict == SMILET_SMILE) {
      verdict = "smile";
    } else if (answer.verdict == SMILET_NOT_SMILE) {
      verdict = "not-smile";
    }
    tenths = (1000L * answer.probability_q15 + 16384) / 32768;
    printf("%ld.%ld %% %s %ld\n", tenths / 10, tenths % 10, verdict, (long)answer.logit_q16);
  }
  return 0;
}
