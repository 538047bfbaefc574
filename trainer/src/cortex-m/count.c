/*
 * Counts the instructions of one classification and the stack that it takes. With -icount shift=0
 * QEMU executes one instruction per nanosecond of its virtual clock. SysTick counts down with that
 * clock; how many instructions one of its ticks lasts is measured first.
 */
#include "smilet_model.h"

#include <stdio.h>

#define SYSTICK_CONTROL (*(volatile uint32_t *)0xe000e010)
#define SYSTICK_RELOAD (*(volatile uint32_t *)0xe000e014)
#define SYSTICK_VALUE (*(volatile uint32_t *)0xe000e018)
#define SYSTICK_MASK 0xffffffu
#define PROCESSOR_CLOCK_ENABLED 5u

#define FRAMES 4
#define LOOPS 2000000u
#define STACK_BYTES 1024
#define PAINT 0xa5

static uint8_t pixels[SMILET_GRID_WIDTH * SMILET_GRID_HEIGHT];

static volatile uint8_t *stack_pointer(void) {
  volatile uint8_t *pointer;
  __asm__ volatile("mov %0, sp" : "=r"(pointer));
  return pointer;
}

static uint32_t ticks_since(uint32_t before) {
  return (before - SYSTICK_VALUE) & SYSTICK_MASK;
}

/* Executes two instructions per loop. */
static __attribute__((noinline)) void loop(uint32_t count) {
  __asm__ volatile(".syntax unified\n1: subs %0, #1\n bne 1b" : "+l"(count) : : "cc");
}

int main(void) {
  smilet_answer answer = {0, 0, 0};
  uint32_t random = 1;
  uint32_t ticks = 0;
  uint32_t loop_ticks;
  uint32_t before;
  volatile uint8_t *below; /* the bytes that the next call's stack may take */
  int i;
  for (i = 0; i < (int)sizeof pixels; i++) {
    random = random * 1664525u + 1013904223u;
    pixels[i] = (uint8_t)(random >> 24);
  }
  SYSTICK_RELOAD = SYSTICK_MASK;
  SYSTICK_VALUE = 0;
  SYSTICK_CONTROL = PROCESSOR_CLOCK_ENABLED;
  before = SYSTICK_VALUE;
  loop(LOOPS);
  loop_ticks = ticks_since(before);
  for (i = 0; i < FRAMES; i++) {
    before = SYSTICK_VALUE;
    smilet_classify8(pixels, SMILET_GRID_WIDTH, SMILET_GRID_HEIGHT, 8, &answer);
    ticks += ticks_since(before);
  }
  below = stack_pointer() - STACK_BYTES;
  for (i = 0; i < STACK_BYTES; i++) {
    below[i] = PAINT;
  }
  smilet_classify8(pixels, SMILET_GRID_WIDTH, SMILET_GRID_HEIGHT, 8, &answer);
  for (i = 0; i < STACK_BYTES && below[i] == PAINT; i++) {
  }
  printf("%lu instructions per frame, %ld bytes of stack, logit %ld\n",
         (unsigned long)((uint64_t)ticks * 2 * LOOPS / loop_ticks / FRAMES), (long)STACK_BYTES - i,
         (long)answer.logit_q16);
  return 0;
}
