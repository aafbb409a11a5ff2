/// The places of the bits of a mask, without a branch for any of them.
#pragma once
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

/// Which of four are set, by their bits: the first of them first.
static const uint8_t chosen[16][4] = {
    {0, 0, 0, 0}, {0, 0, 0, 0}, {1, 0, 0, 0}, {0, 1, 0, 0},
    {2, 0, 0, 0}, {0, 2, 0, 0}, {1, 2, 0, 0}, {0, 1, 2, 0},
    {3, 0, 0, 0}, {0, 3, 0, 0}, {1, 3, 0, 0}, {0, 1, 3, 0},
    {2, 3, 0, 0}, {0, 2, 3, 0}, {1, 2, 3, 0}, {0, 1, 2, 3},
};

/// Writes the places of the bits of `mask`, the lowest being `first`; overwrites eight numbers. Returns how many there are.
__attribute__((target("avx2,popcnt"), always_inline)) static inline size_t write_places(unsigned mask, uint32_t first,
                                                                                       uint32_t *out) {
    const unsigned low = mask & 15, high = mask >> 4;
    int32_t lows, highs;
    __builtin_memcpy(&lows, chosen[low], 4);
    __builtin_memcpy(&highs, chosen[high], 4);
    const __m128i start = _mm_set1_epi32((int)first), four = _mm_set1_epi32(4);
    const size_t count = (size_t)__builtin_popcount(low);
    _mm_storeu_si128((__m128i *)out, _mm_add_epi32(start, _mm_cvtepu8_epi32(_mm_cvtsi32_si128(lows))));
    const __m128i rest = _mm_add_epi32(_mm_add_epi32(start, four), _mm_cvtepu8_epi32(_mm_cvtsi32_si128(highs)));
    _mm_storeu_si128((__m128i *)(out + count), rest);
    return count + (size_t)__builtin_popcount(high);
}
