/*
 * A Smilet model in C99: resampling, normalisation, convolutions, sigmoid.
 *
 * Written by "smilet export". Do not edit: export the model again instead.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Fixed point: a name that ends in qN holds a real value times 2^N.
 */
#include "smilet_model.h"

#include <string.h>

/* A small function with a loop keeps all of its variables in registers. */
#if defined(__GNUC__)
#define NOT_INLINED __attribute__((noinline))
#else
#define NOT_INLINED
#endif

/* Cortex-M4, M7, M33 and others multiply and add two pairs of 16 bits in one instruction. */
#if defined(__ARM_FEATURE_SIMD32) && defined(__ARM_FEATURE_DSP)
#include <arm_acle.h>
#define PAIR_INSTRUCTION 1
#else
#define PAIR_INSTRUCTION 0
#endif

/* Cortex-M0 computes with eight registers only. */
#if defined(__thumb__) && !defined(__thumb2__)
#define FEW_REGISTERS 1
#else
#define FEW_REGISTERS 0
#endif

/* AVR reads constants from flash by instructions of its own; elsewhere flash is memory. */
#if defined(__AVR__)
#include <avr/pgmspace.h>
#define FLASH PROGMEM
#define FLASH_8(address) pgm_read_byte(address)
#define FLASH_16(address) pgm_read_word(address)
#define FLASH_32(address) pgm_read_dword(address)
#define FLASH_COPY(to, from) memcpy_P(to, from, sizeof *(to))
#else
#define FLASH
#define FLASH_8(address) (*(address))
#define FLASH_16(address) (*(address))
#define FLASH_32(address) (*(address))
#define FLASH_COPY(to, from) memcpy(to, from, sizeof *(to))
#endif

/* The model. */

#define GRID_WIDTH SMILET_GRID_WIDTH
#define GRID_HEIGHT SMILET_GRID_HEIGHT
#define CELLS ((uint32_t)GRID_WIDTH * GRID_HEIGHT)
#define MAX_SIDE 128
#define MAX_ACTIVATION 127

/*
 * A convolution with a square kernel, zero padding and ReLU. Activations lie row by row, the
 * channels of one position together.
 *
 * Weights are packed with weight_bits bits each. They lie in the order in which they are used: for
 * two output channels, then for two taps: both taps of the one channel, both taps of the other. Odd
 * numbers of taps and channels are filled up with zeros.
 */
typedef struct {
  uint8_t height; /* of the input */
  uint8_t width;
  uint16_t channels;
  uint16_t outputs; /* output channels */
  uint8_t kernel;
  uint8_t stride;
  uint8_t padding; /* zeros on every side of the input */
  uint8_t shift; /* activation = (sum * multiplier) / 2^shift */
  uint8_t weight_bits;
  uint16_t outputs_per_pass; /* weights of so many output channels are unpacked at a time */
  uint16_t first_output;     /* index of its first bias and multiplier */
  uint32_t weights_at;       /* offset of its weights, in bytes */
  uint32_t output_at;        /* where the output is written in the work area, in bytes */
} convolution;

/* A frame, its pixels packed, and the logit that the trainer computed for it. */
typedef struct {
  uint8_t width;
  uint8_t height;
  uint8_t bits;
  uint16_t pixels_at;
  int32_t logit_q16;
} golden_frame;

@tables@

/*
 * The scratch area. The work area holds the resampled frame's cells first, and later, for one
 * convolution at a time: its unpacked weights, the inputs below its kernel, its output, and its
 * input at the very end. The output may overwrite the part of the input that is used up.
 */
static struct {
  union {
    uint32_t row_sums[2 * GRID_WIDTH];
    int8_t values[CELLS];
  } input;
  int16_t work[WORK_BYTES / 2];
} scratch;

/* These do not compile if an assumption does not hold. */
typedef char scratch_has_the_promised_size[sizeof scratch == SMILET_SCRATCH_BYTES ? 1 : -1];
typedef char shifting_right_keeps_the_sign[(-1 >> 1) == -1 ? 1 : -1];

/* Bits. */

/* Reads packed numbers; the first lies in the lowest bits of the first byte. */
typedef struct {
  const uint8_t *next;
  uint32_t held;
  unsigned held_bits;
} bit_reader;

static uint32_t take_bits(bit_reader *from, unsigned bits) {
  uint32_t value;
  while (from->held_bits < bits) {
    from->held |= (uint32_t)FLASH_8(from->next) << from->held_bits;
    from->next++;
    from->held_bits += 8;
  }
  value = from->held & (((uint32_t)1 << bits) - 1);
  from->held >>= bits;
  from->held_bits -= bits;
  return value;
}

/* Takes a number in two's complement of 2 to 8 bits. */
static int16_t take_weight(bit_reader *from, unsigned bits) {
  uint32_t sign = (uint32_t)1 << (bits - 1);
  return (int16_t)((int32_t)(take_bits(from, bits) ^ sign) - (int32_t)sign);
}

/* value / 2^shift, rounded to the nearest integer, halves up. */
static int64_t rounding_shift_right(int64_t value, unsigned shift) {
  return shift == 0 ? value : ((value >> (shift - 1)) + 1) >> 1;
}

/* From a frame to the grid. */

typedef enum { PIXELS_8, PIXELS_16, PIXELS_PACKED } pixel_layout;

typedef struct {
  pixel_layout layout;
  const uint8_t *pixels8;
  const uint16_t *pixels16;
  bit_reader packed;
  uint32_t width;
  uint32_t height;
  unsigned bits;
} frame;

static uint32_t next_pixel(frame *from) {
  switch (from->layout) {
    case PIXELS_8:
      return *from->pixels8++;
    case PIXELS_16:
      return *from->pixels16++;
    default:
      return take_bits(&from->packed, from->bits);
  }
}

/*
 * Sums a row of the frame into the columns of the grid. Measured in units of 1 / GRID_WIDTH pixel, a
 * pixel is GRID_WIDTH units wide and a cell as many as the frame has pixels: overlaps are whole
 * numbers, and nothing is rounded.
 */
static void sum_row(frame *from, uint32_t *sums) {
  uint32_t room = from->width; /* units of the current cell that no pixel has covered yet */
  uint32_t x;
  memset(sums, 0, GRID_WIDTH * sizeof *sums);
  for (x = 0; x < from->width; x++) {
    uint32_t pixel = next_pixel(from);
    uint32_t units = GRID_WIDTH;
    while (units >= room) {
      *sums++ += room * pixel;
      units -= room;
      room = from->width;
    }
    if (units > 0) {
      *sums += units * pixel;
      room -= units;
    }
  }
}

static void add_row(uint32_t *sums, const uint32_t *row, uint32_t units) {
  uint32_t x;
  for (x = 0; x < GRID_WIDTH; x++) {
    sums[x] += units * row[x];
  }
}

/*
 * Writes the mean of every cell, times 2^(16 - bits) and rounded half up. A sum is at most
 * width * height * (2^bits - 1), so that shifted it stays below 2^30.
 */
static void resample(frame *from, uint16_t *cells) {
  uint32_t *row = scratch.input.row_sums;
  uint32_t *sums = row + GRID_WIDTH;
  uint32_t area = from->width * from->height;
  unsigned shift = 16 - from->bits;
  uint32_t room = from->height;
  uint32_t x;
  uint32_t y;
  memset(sums, 0, GRID_WIDTH * sizeof *sums);
  for (y = 0; y < from->height; y++) {
    uint32_t units = GRID_HEIGHT;
    sum_row(from, row);
    while (units >= room) {
      add_row(sums, row, room);
      for (x = 0; x < GRID_WIDTH; x++) {
        *cells++ = (uint16_t)(((sums[x] << shift) + area / 2) / area);
      }
      memset(sums, 0, GRID_WIDTH * sizeof *sums);
      units -= room;
      room = from->height;
    }
    if (units > 0) {
      add_row(sums, row, units);
      room -= units;
    }
  }
}

#if CONTRAST

/* The largest integer whose square is at most value, which is 2^60 to 2^62. */
static uint32_t floor_sqrt(uint64_t value) {
  uint64_t root = 0;
  uint64_t bit;
  for (bit = (uint64_t)1 << 60; bit != 0; bit >>= 2) {
    uint64_t candidate = root + bit;
    root >>= 1;
    if (value >= candidate) {
      value -= candidate;
      root += bit;
    }
  }
  return (uint32_t)root;
}

/* 2^62 / divisor, rounded down. The divisor is 2^30 to 2^31, the result 2^31 to 2^32. */
static int64_t reciprocal_q62(uint32_t divisor) {
  uint32_t rest = (uint32_t)1 << 30; /* always below 2 * divisor, hence below 2^32 */
  uint64_t quotient = 0;
  unsigned bit;
  for (bit = 0; bit <= 32; bit++) {
    quotient <<= 1;
    if (rest >= divisor) {
      rest -= divisor;
      quotient |= 1;
    }
    rest <<= 1;
  }
  return (int64_t)quotient;
}

/*
 * Subtracts the frame's mean and divides by its standard deviation, which becomes 32. A frame in
 * which all cells are equal becomes all zeros.
 */
static void normalise(const uint16_t *cells, int8_t *input) {
  uint32_t sum = 0;     /* at most 2^14 * 65535, below 2^30 */
  uint64_t squares = 0; /* at most 2^14 * 65535^2, below 2^46 */
  uint64_t spread;      /* n^2 times the variance, 0 to 2^60 */
  int64_t reciprocal;
  unsigned fraction = 62 - 5;
  uint32_t i;
  for (i = 0; i < CELLS; i++) {
    sum += cells[i];
    squares += (uint32_t)cells[i] * cells[i];
  }
  spread = CELLS * squares - (uint64_t)sum * sum;
  if (spread == 0) {
    memset(input, 0, CELLS);
    return;
  }
  /* Scaled by 4 until its root has 31 bits; each time the fraction loses one bit. */
  while (spread >> 60 == 0) {
    spread <<= 2;
    fraction--;
  }
  reciprocal = reciprocal_q62(floor_sqrt(spread));
  for (i = 0; i < CELLS; i++) {
    int32_t difference = (int32_t)(CELLS * cells[i]) - (int32_t)sum; /* below 2^30 */
    int64_t quotient =
        (difference * reciprocal + ((int64_t)1 << (fraction - 1))) >> fraction;
    if (quotient > MAX_ACTIVATION) {
      quotient = MAX_ACTIVATION;
    } else if (quotient < -MAX_ACTIVATION) {
      quotient = -MAX_ACTIVATION;
    }
    input[i] = (int8_t)quotient;
  }
}

#else

/* Brightness as it is: black becomes 0 and the frame's full scale 127. */
static void normalise(const uint16_t *cells, int8_t *input, uint32_t full_scale) {
  uint32_t i;
  for (i = 0; i < CELLS; i++) {
    input[i] = (int8_t)((MAX_ACTIVATION * (uint32_t)cells[i] + full_scale / 2) / full_scale);
  }
}

#endif

#if MIRRORED

/* Replaces the inputs by those of the mirror image. */
static void mirror(int8_t *input) {
  uint32_t y;
  for (y = 0; y < GRID_HEIGHT; y++) {
    int8_t *left = input + y * GRID_WIDTH;
    int8_t *right = left + GRID_WIDTH - 1;
    while (left < right) {
      int8_t value = *left;
      *left++ = *right;
      *right-- = value;
    }
  }
}

#endif

/* The network. */

/* -Os, the default of the Arduino IDE, makes these loops twice as slow. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__OPTIMIZE_SIZE__)
#pragma GCC optimize("O2")
#endif

#if CONVOLUTIONS > 0

/* Scales a sum to an activation, 0 to 127. Only 32 bits are used, which suits a Cortex-M0. */
static int8_t activation(int32_t sum, uint16_t multiplier, unsigned shift) {
  uint32_t low;
  uint32_t high; /* sum * multiplier = high * 2^16 + low, once the carry is added */
  uint32_t scaled;
  if (sum <= 0) {
    return 0;
  }
  low = ((uint32_t)sum & 0xffff) * multiplier;
  high = ((uint32_t)sum >> 16) * multiplier + (low >> 16);
  if (shift > 16) {
    scaled = ((high >> (shift - 17)) + 1) >> 1;
  } else if (high > MAX_ACTIVATION) {
    return MAX_ACTIVATION; /* the product is 2^23 or more, which is 128 even after a shift by 16 */
  } else {
    scaled = high << 16 | (low & 0xffff);
    if (shift > 0) {
      scaled = ((scaled >> (shift - 1)) + 1) >> 1;
    }
  }
  return (int8_t)(scaled > MAX_ACTIVATION ? MAX_ACTIVATION : scaled);
}

/* Rows or columns of a convolution's output. */
static uint32_t output_side(uint32_t side, const convolution *layer) {
  return (side + 2 * layer->padding - layer->kernel) / layer->stride + 1;
}

/* Copies the inputs below the kernel at an output position, with zeros outside the input. */
static NOT_INLINED void cover(const convolution *layer, const int8_t *input, int y, int x, int16_t *covered) {
  int kernel = layer->kernel;
  int top = y * layer->stride - layer->padding;
  int left = x * layer->stride - layer->padding;
  int first = left < 0 ? -left : 0;
  int end = layer->width - left < kernel ? layer->width - left : kernel;
  uint32_t channels = layer->channels;
  uint32_t before = (uint32_t)first * channels;
  uint32_t count = (uint32_t)(end - first) * channels;
  uint32_t row_length = (uint32_t)kernel * channels;
  int row;
  for (row = top; row < top + kernel; row++) {
    int inside = row >= 0 && row < layer->height;
    if (!inside || count < row_length) {
      memset(covered, 0, (size_t)row_length * sizeof *covered);
    }
    if (inside) {
      const int8_t *from =
          input + ((uint32_t)row * layer->width + (uint32_t)(left + first)) * channels;
      int16_t *to = covered + before;
      const int8_t *from_end = from + count;
      while (from < from_end) {
        *to++ = *from++;
      }
    }
    covered += row_length;
  }
}

#if FEW_REGISTERS

/* Computes two output channels at one position. */
static NOT_INLINED void sum_products(const int16_t *a, const int16_t *weights, uint32_t pairs,
                                     int32_t sums[2]) {
  int32_t a0 = sums[0];
  int32_t a1 = sums[1];
  const int16_t *end = a + 2 * pairs;
  while (a < end) {
    int32_t first = a[0];
    int32_t second = a[1];
    a0 += first * weights[0];
    a0 += second * weights[1];
    a1 += first * weights[2];
    a1 += second * weights[3];
    a += 2;
    weights += 4;
  }
  sums[0] = a0;
  sums[1] = a1;
}

/* Computes two output channels at two positions. */
static void sum_products_of_two(const int16_t *a, const int16_t *b, const int16_t *weights,
                                uint32_t pairs, int32_t sums[4]) {
  sum_products(a, weights, pairs, sums);
  sum_products(b, weights, pairs, sums + 2);
}

#else

/* Adds the products of two pairs to a sum. No sum can overflow: the trainer checked the bounds. */
static int32_t add_products(const int16_t *a, const int16_t *b, int32_t sum) {
#if PAIR_INSTRUCTION
  int16x2_t pair_a;
  int16x2_t pair_b;
  memcpy(&pair_a, a, sizeof pair_a);
  memcpy(&pair_b, b, sizeof pair_b);
  return __smlad(pair_a, pair_b, sum);
#else
  return sum + (int32_t)a[0] * b[0] + (int32_t)a[1] * b[1];
#endif
}

/* Computes two output channels at two positions: each value that is read serves two products. */
static NOT_INLINED void sum_products_of_two(const int16_t *a, const int16_t *b,
                                            const int16_t *weights, uint32_t pairs,
                                            int32_t sums[4]) {
  int32_t a0 = sums[0];
  int32_t a1 = sums[1];
  int32_t b0 = sums[2];
  int32_t b1 = sums[3];
  const int16_t *end = a + 2 * pairs;
  while (a < end) {
    a0 = add_products(a, weights, a0);
    a1 = add_products(a, weights + 2, a1);
    b0 = add_products(b, weights, b0);
    b1 = add_products(b, weights + 2, b1);
    a += 2;
    b += 2;
    weights += 4;
  }
  sums[0] = a0;
  sums[1] = a1;
  sums[2] = b0;
  sums[3] = b1;
}

#endif

/*
 * Computes so many output channels from first on at one position and the next. Of an odd number of
 * channels the last is computed twice.
 */
static void convolve_two(const convolution *layer, uint32_t first, uint32_t count,
                         const int16_t *covered, uint32_t pairs, int8_t *output,
                         int8_t *output_next) {
  const int16_t *weights = scratch.work;
  const int32_t *bias = biases + layer->first_output + first;
  const uint16_t *multiplier = multipliers + layer->first_output + first;
  uint32_t i;
  for (i = 0; i < count; i += 2) {
    uint32_t other = i + 1 < count ? i + 1 : i;
    uint16_t scale = FLASH_16(multiplier + other);
    int32_t sums[4];
    sums[0] = (int32_t)FLASH_32(bias + i);
    sums[1] = (int32_t)FLASH_32(bias + other);
    sums[2] = sums[0];
    sums[3] = sums[1];
    sum_products_of_two(covered, covered + 2 * pairs, weights, pairs, sums);
    output[other] = activation(sums[1], scale, layer->shift);
    output_next[other] = activation(sums[3], scale, layer->shift);
    scale = FLASH_16(multiplier + i);
    output[i] = activation(sums[0], scale, layer->shift);
    output_next[i] = activation(sums[2], scale, layer->shift);
    weights += 4 * pairs;
  }
}

static void convolve(const convolution *layer, const int8_t *input, int8_t *output) {
  uint32_t taps = (uint32_t)layer->kernel * layer->kernel * layer->channels;
  uint32_t pairs = (taps + 1) / 2;
  uint32_t outputs = layer->outputs;
  int16_t *covered = scratch.work + 2 * pairs * layer->outputs_per_pass;
  int16_t *covered_next = covered + 2 * pairs;
  int rows = (int)output_side(layer->height, layer);
  int columns = (int)output_side(layer->width, layer);
  bit_reader packed = {0, 0, 0};
  uint32_t first;
  packed.next = packed_weights + layer->weights_at;
  covered[2 * pairs - 1] = 0; /* stays 0 if the number of taps is odd */
  covered_next[2 * pairs - 1] = 0;
  for (first = 0; first < outputs; first += layer->outputs_per_pass) {
    uint32_t left = outputs - first;
    uint32_t count = left < layer->outputs_per_pass ? left : layer->outputs_per_pass;
    uint32_t weights = 2 * pairs * (count + count % 2);
    int8_t *to = output + first;
    uint32_t i;
    int x;
    int y;
    for (i = 0; i < weights; i++) {
      scratch.work[i] = take_weight(&packed, layer->weight_bits);
    }
    for (y = 0; y < rows; y++) {
      for (x = 0; x < columns; x += 2) {
        /* Of an odd number of columns the last is computed twice. */
        int next = x + 1 < columns ? 1 : 0;
        cover(layer, input, y, x, covered);
        cover(layer, input, y, x + next, covered_next);
        convolve_two(layer, first, count, covered, pairs, to, next ? to + outputs : to);
        to += next ? 2 * outputs : outputs;
      }
    }
  }
}

#endif

/* The weighted sum of the last activations, scaled to the logit. */
static int32_t dense(const int8_t *input) {
  int32_t sum = DENSE_BIAS;
  bit_reader packed = {packed_weights + DENSE_WEIGHTS_AT, 0, 0};
  int64_t logit;
  uint32_t i;
  for (i = 0; i < DENSE_INPUTS; i++) {
    sum += (int32_t)input[i] * take_weight(&packed, DENSE_WEIGHT_BITS);
  }
  logit = rounding_shift_right((int64_t)sum * DENSE_MULTIPLIER, DENSE_SHIFT);
  if (logit > INT32_MAX) {
    return INT32_MAX;
  }
  return logit < INT32_MIN ? INT32_MIN : (int32_t)logit;
}

/* Runs all layers on the inputs in the scratch area, which stay as they are. */
static int32_t network(void) {
  const int8_t *activations = scratch.input.values;
#if CONVOLUTIONS > 0
  int8_t *work = (int8_t *)scratch.work;
  unsigned n;
  for (n = 0; n < CONVOLUTIONS; n++) {
    convolution layer;
    uint32_t size;
    uint32_t i;
    FLASH_COPY(&layer, convolutions + n);
    size = output_side(layer.height, &layer) * output_side(layer.width, &layer) *
           layer.outputs;
    convolve(&layer, activations, work + layer.output_at);
    /* Moves the output to the very end, its last byte first because the places may overlap. */
    for (i = size; i > 0; i--) {
      work[WORK_BYTES - size + i - 1] = work[layer.output_at + i - 1];
    }
    activations = work + WORK_BYTES - size;
  }
#endif
  return dense(activations);
}

/* From a frame to the logit. */
static int32_t frame_logit(frame *from) {
  uint16_t *cells = (uint16_t *)scratch.work;
  int8_t *input = scratch.input.values;
  int32_t logit;
  resample(from, cells);
#if CONTRAST
  normalise(cells, input);
#else
  normalise(cells, input, (((uint32_t)1 << from->bits) - 1) << (16 - from->bits));
#endif
  logit = network();
#if MIRRORED
  mirror(input);
  logit = (int32_t)rounding_shift_right((int64_t)logit + network(), 1);
#endif
  return logit;
}

/* Sigmoid. */

/*
 * s(x) - 1/2 = tanh(x / 2) / 2 as 45 cubics in d around knots that lie 1/4 apart:
 * c0 + d (c1 + d (c2 + d c3)). c1 is not stored: the slope is 1/4 - c0^2.
 */
#define KNOTS 45
#define KNOT_SHIFT 14 /* 1/4 is 2^14 / 2^16 */

static const int32_t value_q31[KNOTS] FLASH = {
    0x00000000, 0x07f565a8, 0x0facbe36, 0x16ef5287, 0x1d935286, 0x237e8ebb, 0x28a646fe, 0x2d0cc99a,
    0x30bdf531, 0x33cb96b0, 0x364a4790, 0x384f14d1, 0x39edf324, 0x3b38df93, 0x3c3f7f60, 0x3d0f1405,
    0x3db2a0e1, 0x3e3329de, 0x3e97faf2, 0x3ee6eeeb, 0x3f24b05d, 0x3f54f277, 0x3f7aa140, 0x3f9809a4,
    0x3faefa29, 0x3fc0dd66, 0x3fcecf30, 0x3fd9ad73, 0x3fe2258f, 0x3fe8bedc, 0x3fede2f6, 0x3ff1e43b,
    0x3ff502e2, 0x3ff770fb, 0x3ff95588, 0x3ffacef1, 0x3ffbf4e5, 0x3ffcd9d6, 0x3ffd8c25, 0x3ffe1705,
    0x3ffe832d, 0x3ffed769, 0x3fff1904, 0x3fff4c1b, 0x3fff73e6,
};

static const uint16_t minus_c2_q20[KNOTS] FLASH = {
    0,    16006, 30105, 40853, 47551, 50263, 49615, 46517, 41909, 36598, 31185, 26062,
    21452, 17446, 14055, 11240, 8936,  7073,  5578,  4387,  3443,  2697,  2111,  1650,
    1288, 1006,  785,   612,   477,   372,   290,   226,   176,   137,   107,   83,
    65,   50,    39,    31,    24,    19,    14,    11,    9,
};

static const int16_t c3_q20[KNOTS] FLASH = {
    -21811, -20480, -16821, -11700, -6181, -1183, 2724, 5346, 6778, 7265, 7093, 6523,
    5754,   4926,   4125,   3396,   2761,  2223,  1776, 1411, 1116, 880,  692,  543,
    425,    332,    260,    203,    158,   124,   96,   75,   59,   46,   36,   28,
    22,     17,     13,     10,     8,     6,     5,    4,    3,
};

uint16_t smilet_probability_q15(int32_t logit_q16) {
  uint32_t magnitude = logit_q16 < 0 ? 0 - (uint32_t)logit_q16 : (uint32_t)logit_q16;
  uint32_t knot = (magnitude + ((uint32_t)1 << (KNOT_SHIFT - 1))) >> KNOT_SHIFT;
  int64_t d_q16; /* -2^13 to 2^13 - 1 */
  int64_t value;
  int64_t minus_slope_q32;
  int64_t bend_q20;
  int64_t secant_q32;
  int64_t centred_q31;
  if (knot >= KNOTS) {
    return logit_q16 < 0 ? 0 : (uint16_t)1 << 15;
  }
  d_q16 = (int32_t)magnitude - (int32_t)(knot << KNOT_SHIFT);
  value = (int32_t)FLASH_32(value_q31 + knot);
  minus_slope_q32 = (value * value - ((int64_t)1 << 60)) >> 30;
  bend_q20 = ((d_q16 * (int16_t)FLASH_16(c3_q20 + knot)) >> 16) - FLASH_16(minus_c2_q20 + knot);
  secant_q32 = ((d_q16 * bend_q20) >> 4) - minus_slope_q32;
  centred_q31 = value + ((d_q16 * secant_q32) >> 17);
  if (logit_q16 < 0) {
    centred_q31 = -centred_q31 - 1; /* so that halves round away from 1/2 on both sides */
  }
  return (uint16_t)((centred_q31 + ((int64_t)1 << 30) + ((int64_t)1 << 15)) >> 16);
}

/* What callers use. */

static int classify(frame *from, int width, int height, int bits, int most_bits,
                    smilet_answer *answer) {
  if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE || bits < 1 ||
      bits > most_bits) {
    return -1;
  }
  from->width = (uint32_t)width;
  from->height = (uint32_t)height;
  from->bits = (unsigned)bits;
  answer->logit_q16 = frame_logit(from);
  answer->probability_q15 = smilet_probability_q15(answer->logit_q16);
  answer->verdict = SMILET_UNSURE;
  if (answer->probability_q15 >= SMILET_SMILE_FROM_Q15) {
    answer->verdict = SMILET_SMILE;
  } else if (answer->probability_q15 <= SMILET_NOT_SMILE_UP_TO_Q15) {
    answer->verdict = SMILET_NOT_SMILE;
  }
  return 0;
}

int smilet_classify8(const uint8_t *pixels, int width, int height, int bits,
                     smilet_answer *answer) {
  frame from;
  memset(&from, 0, sizeof from);
  from.layout = PIXELS_8;
  from.pixels8 = pixels;
  return classify(&from, width, height, bits, 8, answer);
}

int smilet_classify16(const uint16_t *pixels, int width, int height, int bits,
                      smilet_answer *answer) {
  frame from;
  memset(&from, 0, sizeof from);
  from.layout = PIXELS_16;
  from.pixels16 = pixels;
  return classify(&from, width, height, bits, 16, answer);
}

int smilet_selftest(void) {
  int different = 0;
#if GOLDEN_FRAMES > 0
  unsigned i;
  for (i = 0; i < GOLDEN_FRAMES; i++) {
    golden_frame golden;
    frame from;
    smilet_answer answer;
    FLASH_COPY(&golden, golden_frames + i);
    memset(&from, 0, sizeof from);
    from.layout = PIXELS_PACKED;
    from.packed.next = golden_pixels + golden.pixels_at;
    if (classify(&from, golden.width, golden.height, golden.bits, 16, &answer) != 0 ||
        answer.logit_q16 != golden.logit_q16) {
      different++;
    }
  }
#endif
  return different;
}
