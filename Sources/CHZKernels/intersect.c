#include "CHZKernels.h"

#define ALWAYS static inline __attribute__((always_inline))

/// Where the first number at or above `target` stands, from `place` on: the next few are looked at by fours.
ALWAYS uint32_t advance(const uint32_t *block, uint32_t place, uint32_t target) {
    while (block[place + 3] < target) place += 4;
    return place + (block[place] < target) + (block[place + 1] < target) + (block[place + 2] < target);
}

/// The same from `i` on: one after the other, each a few steps behind the one before.
ALWAYS size_t follow(const uint32_t *wanted, size_t i, size_t count, const uint32_t *block, uint32_t place,
                     uint32_t *which, uint32_t *places, size_t found) {
    for (; i < count; i++) {
        place = advance(block, place, wanted[i]);
        which[found] = (uint32_t)i;
        places[found] = place;
        found += block[place] == wanted[i];
    }
    return found;
}

#if defined(__x86_64__)
#include "places.h"

/// Compares eight with a rotation of eight others within their halves; notes which of both are equal.
#define COMPARE(others, turn, back)                                                                                    \
    do {                                                                                                               \
        const __m256i same = _mm256_cmpeq_epi32(some, _mm256_shuffle_epi32(others, turn));                             \
        equal = _mm256_or_si256(equal, same);                                                                          \
        back = _mm256_or_si256(back, _mm256_shuffle_epi32(same, turn == 0x39 ? 0x93 : turn == 0x93 ? 0x39 : turn));    \
    } while (0)

/// Eight against eight at once: all rotations of the one are compared with the other, and whichever ends first goes on.
/// No branch depends on what is equal, nor on which is ahead (Schlegel, Willhalm, Lehner: Fast Sorted-Set Intersection
/// using SIMD Instructions, ADMS 2011).
__attribute__((target("avx2,popcnt"))) static size_t intersect_by_eights(const uint32_t *wanted, size_t count,
                                                                         const uint32_t *block, uint32_t start,
                                                                         uint32_t *which, uint32_t *places) {
    size_t found = 0, i = 0, place = start;
    while (i + 8 <= count && place < 128 && found + 8 <= count) {
        const __m256i some = _mm256_loadu_si256((const __m256i *)(wanted + i));
        const __m256i others = _mm256_loadu_si256((const __m256i *)(block + place));
        const __m256i swapped = _mm256_permute2x128_si256(others, others, 1);
        __m256i equal = _mm256_setzero_si256(), near = equal, far = equal;
        COMPARE(others, 0xE4, near);
        COMPARE(others, 0x39, near);
        COMPARE(others, 0x4E, near);
        COMPARE(others, 0x93, near);
        COMPARE(swapped, 0xE4, far);
        COMPARE(swapped, 0x39, far);
        COMPARE(swapped, 0x4E, far);
        COMPARE(swapped, 0x93, far);
        near = _mm256_or_si256(near, _mm256_permute2x128_si256(far, far, 1));
        const unsigned ones = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(equal));
        write_places((unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(near)), (uint32_t)place, places + found);
        found += write_places(ones, (uint32_t)i, which + found);
        const uint32_t last = wanted[i + 7], other = block[place + 7];
        i += last <= other ? 8 : 0;
        place += other <= last ? 8 : 0;
    }
    // What was found of the next eight is not looked for again.
    if (found > 0 && which[found - 1] >= i) i = which[found - 1] + 1;
    return follow(wanted, i, count, block, (uint32_t)place, which, places, found);
}
#endif

size_t hz_intersect128(const uint32_t *wanted, size_t count, const uint32_t *block, uint32_t start, uint32_t *which,
                       uint32_t *places) {
    if (16 * count < 128 - (size_t)start) {
        size_t found = 0;
        for (size_t i = 0; i < count; i++) {
            const uint32_t place = hz_lower_bound128(block, wanted[i]);
            which[found] = (uint32_t)i;
            places[found] = place;
            found += block[place] == wanted[i];
        }
        return found;
    }
#if defined(__x86_64__)
    if (3 * count >= 128 - (size_t)start && count >= 16 && __builtin_cpu_supports("avx2"))
        return intersect_by_eights(wanted, count, block, start, which, places);
#endif
    return follow(wanted, 0, count, block, start, which, places, 0);
}
