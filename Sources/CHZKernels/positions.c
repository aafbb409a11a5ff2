#include "CHZKernels.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

int hz_sum_positions(const uint32_t *gaps, size_t count, uint32_t position, int is_first, uint32_t *positions) {
    if (count == 0) return 1;
    uint64_t sum = (uint64_t)position + gaps[0];
    if ((gaps[0] == 0 && !is_first) || sum > UINT32_MAX) return 0;
    positions[0] = (uint32_t)sum;
    size_t i = 1;
#if defined(__SSE2__)
    // Each position is above the one before, unless a gap is 0 or the sum has passed 2^32.
    const __m128i sign = _mm_set1_epi32(INT32_MIN);
    __m128i last = _mm_set1_epi32((int)sum), ascends = _mm_set1_epi32(-1);
    for (; i + 4 <= count; i += 4) {
        const __m128i gap = _mm_loadu_si128((const __m128i *)(gaps + i));
        __m128i sums = _mm_add_epi32(gap, _mm_slli_si128(gap, 4));
        sums = _mm_add_epi32(_mm_add_epi32(sums, _mm_slli_si128(sums, 8)), last);
        const __m128i before = _mm_sub_epi32(sums, gap);
        ascends = _mm_and_si128(ascends, _mm_cmpgt_epi32(_mm_xor_si128(sums, sign), _mm_xor_si128(before, sign)));
        _mm_storeu_si128((__m128i *)(positions + i), sums);
        last = _mm_shuffle_epi32(sums, 0xFF);
    }
    if (_mm_movemask_epi8(ascends) != 0xFFFF) return 0;
    sum = positions[i - 1];
#endif
    for (; i < count; i++) {
        if (gaps[i] == 0) return 0;
        sum += gaps[i];
        positions[i] = (uint32_t)sum;
    }
    return sum <= UINT32_MAX;
}

/// Whether one of eight numbers is another.
static inline int has_equal(const uint32_t *eight, uint32_t wanted) {
#if defined(__SSE2__)
    const __m128i one = _mm_set1_epi32((int)wanted);
    const __m128i low = _mm_cmpeq_epi32(_mm_loadu_si128((const __m128i *)eight), one);
    const __m128i high = _mm_cmpeq_epi32(_mm_loadu_si128((const __m128i *)(eight + 4)), one);
    return _mm_movemask_epi8(_mm_or_si128(low, high)) != 0;
#else
    int found = 0;
    for (int i = 0; i < 8; i++) found |= eight[i] == wanted;
    return found;
#endif
}

size_t hz_phrase_starts(const uint32_t *positions, size_t count, uint32_t offset, const uint32_t *others, size_t length,
                        uint32_t other_offset, size_t most, uint32_t *starts) {
    size_t found = 0, next = 0;
    for (size_t i = 0; i < count && found < most; i++) {
        if (positions[i] < offset) continue;
        const uint32_t start = positions[i] - offset, wanted = start + other_offset;
        if (wanted < start) break;
        while (next + 8 <= length && others[next + 7] < wanted) next += 8;
        int hit;
        if (next + 8 <= length) {
            hit = has_equal(others + next, wanted);
        } else {
            while (next < length && others[next] < wanted) next++;
            if (next == length) break;
            hit = others[next] == wanted;
        }
        starts[found] = start;
        found += (size_t)hit;
    }
    return found;
}
