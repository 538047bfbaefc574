/*
 * Counts the instructions of one classification and the stack that it takes. With -icount shift=0
 * QEMU executes one instruction per nanosecond of its virtual clock, which SysTick counts down.
 */
#include "smilet_model.h"

#include <stdio.h>
#include <string.h>

#define SYSTICK_CONTROL (*(volatile uint32_t *)0xe000e010)
#define SYSTICK_RELOAD (*(volatile uint32_t *)0xe000e014)
#define SYSTICK_VALUE (*(volatile uint32_t *)0xe000e018)
#define SYSTICK_MASK 0xffffffu
#define PROCESSOR_CLOCK_ENABLED 5u

#define FRAMES 4
#define STACK_BYTES 1024
#define PAINT 0xa5

static uint8_t pixels[SMILET_GRID_WIDTH * SMILET_GRID_HEIGHT];

/* The lowest bytes of the stack that a call may reach, filled with a pattern. */
static __attribute__((noinline)) void paint_stack(void) {
  volatile uint8_t below[STACK_BYTES];
  int i;
  for (i = 0; i < STACK_BYTES; i++) {
    below[i] = PAINT;
  }
}

static __attribute__((noinline)) long used_stack(void) {
  volatile uint8_t below[STACK_BYTES];
  int untouched = 0;
  while (untouched < STACK_BYTES && below[untouched] == PAINT) {
    untouched++;
  }
  return STACK_BYTES - untouched;
}

int main(void) {
  smilet_answer answer = {0, 0, 0};
  uint32_t random = 1;
  uint32_t ticks = 0;
  long stack;
  int i;
  for (i = 0; i < (int)sizeof pixels; i++) {
    random = random * 1664525u + 1013904223u;
    pixels[i] = (uint8_t)(random >> 24);
  }
  SYSTICK_RELOAD = SYSTICK_MASK;
  SYSTICK_VALUE = 0;
  SYSTICK_CONTROL = PROCESSOR_CLOCK_ENABLED;
  for (i = 0; i < FRAMES; i++) {
    uint32_t before = SYSTICK_VALUE;
    smilet_classify8(pixels, SMILET_GRID_WIDTH, SMILET_GRID_HEIGHT, 8, &answer);
    ticks += (before - SYSTICK_VALUE) & SYSTICK_MASK;
  }
  paint_stack();
  smilet_classify8(pixels, SMILET_GRID_WIDTH, SMILET_GRID_HEIGHT, 8, &answer);
  stack = used_stack();
  printf("%lu ticks, %ld bytes of stack, logit %ld\n", (unsigned long)(ticks / FRAMES), stack,
         (long)answer.logit_q16);
  return 0;
}
