#include "CHZKernels.h"

#if defined(__x86_64__)
#include <emmintrin.h>

/// Sixteen bytes: 0xFF where a byte lies in from...from + width - 1.
static inline __m128i in_range(__m128i bytes, char from, int width) {
    __m128i shifted = _mm_sub_epi8(bytes, _mm_set1_epi8((char)(from + (char)0x80)));
    return _mm_cmplt_epi8(shifted, _mm_set1_epi8((char)(-128 + width)));
}

static inline uint64_t bits(__m128i bytes) { return (uint32_t)_mm_movemask_epi8(bytes); }

void hz_classify64(const void *in, hz_classes64 *out) {
    hz_classes64 found = {0, 0, 0, 0};
    for (int part = 0; part < 4; ++part) {
        __m128i b = _mm_loadu_si128((const __m128i *)in + part);
        __m128i letters = in_range(_mm_or_si128(b, _mm_set1_epi8(0x20)), 'a', 26);
        __m128i words = _mm_or_si128(letters, in_range(b, '0', 10));
        // ':' and ';' differ in one bit, ',' and '.' in another.
        __m128i colons = _mm_cmpeq_epi8(_mm_or_si128(b, _mm_set1_epi8(1)), _mm_set1_epi8(';'));
        __m128i points = _mm_cmpeq_epi8(_mm_or_si128(b, _mm_set1_epi8(2)), _mm_set1_epi8('.'));
        __m128i marks = _mm_or_si128(_mm_or_si128(colons, points), _mm_cmpeq_epi8(b, _mm_set1_epi8('\'')));
        found.word |= bits(words) << (16 * part);
        found.mark |= bits(marks) << (16 * part);
        found.underscore |= bits(_mm_cmpeq_epi8(b, _mm_set1_epi8('_'))) << (16 * part);
        found.high |= bits(b) << (16 * part);
    }
    *out = found;
}
#else
void hz_classify64(const void *in, hz_classes64 *out) {
    const uint8_t *bytes = in;
    hz_classes64 found = {0, 0, 0, 0};
    for (int i = 0; i < 64; ++i) {
        uint8_t b = bytes[i], lower = b | 0x20;
        uint64_t bit = (uint64_t)1 << i;
        if ((lower >= 'a' && lower <= 'z' && b < 0x80) || (b >= '0' && b <= '9')) found.word |= bit;
        if (b == ':' || b == ';' || b == ',' || b == '.' || b == '\'') found.mark |= bit;
        if (b == '_') found.underscore |= bit;
        if (b >= 0x80) found.high |= bit;
    }
    *out = found;
}
#endif
