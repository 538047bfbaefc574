/*
 * A Smilet model: says whether a frame from a pixel sensor shows a smile.
 *
 * Written by "smilet export". Do not edit: export the model again instead.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The library uses integers only, allocates nothing, and needs no library but memcpy, memmove and
 * memset. It gives the same bits as Smilet's Java code on every CPU. Its memory is one static
 * scratch area, so only one thread or interrupt may call it at a time.
 */
#ifndef SMILET_MODEL_H
#define SMILET_MODEL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

@constants@

/* Verdicts: a smile from SMILET_SMILE_FROM_Q15 on, no smile up to SMILET_NOT_SMILE_UP_TO_Q15. */
#define SMILET_SMILE 1
#define SMILET_UNSURE 0
#define SMILET_NOT_SMILE (-1)

/* The answer for one frame. */
typedef struct {
  int32_t logit_q16;        /* the logit times 65536 */
  uint16_t probability_q15; /* the probability of a smile times 32768: 0 to 32768 */
  int8_t verdict;           /* SMILET_SMILE, SMILET_UNSURE or SMILET_NOT_SMILE */
} smilet_answer;

/*
 * Classifies a frame of 1 to 8 bits per pixel.
 *
 * pixels: width * height values, row by row from the top left, 0 (dark) to 2^bits - 1 (bright)
 * width, height: 1 to 128; the frame is resampled to the model's grid
 * bits: bits per pixel, 1 to 8
 * answer: overwritten
 *
 * Returns 0, or -1 if width, height or bits is out of range; then answer is unchanged.
 */
int smilet_classify8(const uint8_t *pixels, int width, int height, int bits, smilet_answer *answer);

/* Classifies a frame of 1 to 16 bits per pixel; the rest is as for smilet_classify8. */
int smilet_classify16(const uint16_t *pixels, int width, int height, int bits,
                      smilet_answer *answer);

/* The probability that a logit stands for: 1 / (1 + e^-x), in integers. */
uint16_t smilet_probability_q15(int32_t logit_q16);

/*
 * Classifies the model's own golden frames and compares the logits with those that the trainer
 * computed. Returns the number of frames whose logit differs: 0 if the library works.
 */
int smilet_selftest(void);

#ifdef __cplusplus
}
#endif

#endif
