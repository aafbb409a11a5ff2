#include "CHZKernels.h"

#include <string.h>

// Four 32-bit lanes by the compiler's portable vectors: SSE2 on x86-64, NEON on ARM.
typedef uint32_t lanes __attribute__((vector_size(16)));

#define ALWAYS static inline __attribute__((always_inline))

ALWAYS lanes load(const uint8_t *p) {
    lanes v;
    memcpy(&v, p, 16);
    return v;
}

ALWAYS void store(void *p, lanes v) { memcpy(p, &v, 16); }

ALWAYS lanes splat(uint32_t value) { return (lanes){value, value, value, value}; }

ALWAYS uint32_t low_bits(int width) { return width == 32 ? UINT32_MAX : (1u << width) - 1; }

/// Row `row` (values 4 * row ... 4 * row + 3) of a block whose values have `width` bits.
ALWAYS lanes row_of(const uint8_t *in, int width, int row) {
    const int bit = row * width, word = bit >> 5, shift = bit & 31;
    lanes v = load(in + 16 * word) >> splat((uint32_t)shift);
    if (shift + width > 32) v |= load(in + 16 * (word + 1)) << splat((uint32_t)(32 - shift));
    return shift + width == 32 ? v : v & splat(low_bits(width));
}

ALWAYS void unpack(const uint8_t *in, int width, uint32_t *out) {
#pragma clang loop unroll(full)
    for (int row = 0; row < 32; ++row) store(out + 4 * row, row_of(in, width, row));
}

ALWAYS void unpack_ascending(const uint8_t *in, int width, uint32_t before, uint32_t *out) {
    const lanes zero = splat(0), one = splat(1);
    lanes sum = splat(before);
#pragma clang loop unroll(full)
    for (int row = 0; row < 32; ++row) {
        lanes v = one;
        if (width > 0) v += row_of(in, width, row);
        v += __builtin_shufflevector(zero, v, 0, 4, 5, 6);
        v += __builtin_shufflevector(zero, v, 0, 1, 4, 5);
        sum = v + __builtin_shufflevector(sum, sum, 3, 3, 3, 3);
        store(out + 4 * row, sum);
    }
}

ALWAYS void pack(const uint32_t *in, int width, uint8_t *out) {
    lanes word = splat(0);
    const lanes mask = splat(low_bits(width));
#pragma clang loop unroll(full)
    for (int row = 0; row < 32; ++row) {
        const int bit = row * width, shift = bit & 31;
        const lanes v = load((const uint8_t *)(in + 4 * row)) & mask;
        word |= v << splat((uint32_t)shift);
        if (shift + width >= 32) {
            store(out, word);
            out += 16;
            word = shift + width > 32 ? v >> splat((uint32_t)(32 - shift)) : splat(0);
        }
    }
}

#define EACH_WIDTH(X)                                                                                   \
    X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18) \
    X(19) X(20) X(21) X(22) X(23) X(24) X(25) X(26) X(27) X(28) X(29) X(30) X(31) X(32)

void hz_unpack128(const void *in, uint32_t width, uint32_t *out) {
    switch (width) {
#define X(W) case W: unpack(in, W, out); return;
        EACH_WIDTH(X)
#undef X
        default: memset(out, 0, 128 * sizeof *out);
    }
}

void hz_unpack128_ascending(const void *in, uint32_t width, uint32_t before, uint32_t *out) {
    switch (width) {
#define X(W) case W: unpack_ascending(in, W, before, out); return;
        EACH_WIDTH(X)
#undef X
        default: unpack_ascending(in, 0, before, out);
    }
}

void hz_pack128(const uint32_t *in, uint32_t width, void *out) {
    switch (width) {
#define X(W) case W: pack(in, W, out); return;
        EACH_WIDTH(X)
#undef X
        default: return;
    }
}

uint32_t hz_lower_bound128(const uint32_t *ascending, uint32_t target) {
    // The last of each sixteen says which sixteen; counting within needs no branch, which would be guessed wrong.
    uint32_t group = 0;
#pragma clang loop unroll(full)
    for (int i = 0; i < 7; ++i) group += ascending[16 * i + 15] < target;
    const uint8_t *values = (const uint8_t *)(ascending + 16 * group);
    const lanes targets = splat(target);
    lanes below = splat(0);
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; ++i) below -= (lanes)(load(values + 16 * i) < targets);
    return 16 * group + below[0] + below[1] + below[2] + below[3];
}
