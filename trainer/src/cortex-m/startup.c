/*
 * Starts a C program on a Cortex-M that QEMU emulates: memory is set up, standard input and output
 * go through semihosting, and a fault ends QEMU with an error.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern char data_source[], data_start[], data_end[], bss_start[], bss_end[], stack_top[];

void initialise_monitor_handles(void); /* of newlib's librdimon */
int main(void);

static void reset(void) {
  memcpy(data_start, data_source, (size_t)(data_end - data_start));
  memset(bss_start, 0, (size_t)(bss_end - bss_start));
  initialise_monitor_handles();
  exit(main());
}

/* SYS_EXIT with any reason but "application exit" ends QEMU with exit code 1. */
static void fault(void) {
  register uint32_t operation __asm__("r0") = 0x18;
  register uint32_t reason __asm__("r1") = 0x20023; /* run-time error */
  __asm__ volatile("bkpt 0xab" : : "r"(operation), "r"(reason));
  for (;;) {
  }
}

typedef struct {
  void *stack_top;
  void (*handlers[15])(void);
} vector_table;

__attribute__((section(".vectors"), used)) static const vector_table vectors = {
    stack_top, {reset, fault, fault, fault, fault, fault}};
