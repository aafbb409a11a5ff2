#include "CHZKernels.h"

#if defined(__x86_64__)
#include <emmintrin.h>

/// Sixteen bytes: 0xFF where a byte lies in from...from + width - 1.
static inline __m128i in_range(__m128i bytes, char from, int width) {
    __m128i shifted = _mm_sub_epi8(bytes, _mm_set1_epi8((char)(from + (char)0x80)));
    return _mm_cmplt_epi8(shifted, _mm_set1_epi8((char)(-128 + width)));
}

static inline __m128i equal(__m128i bytes, char byte) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)); }

static inline uint64_t bits(__m128i bytes) { return (uint32_t)_mm_movemask_epi8(bytes); }

void hz_classify64(const void *in, hz_classes64 *out) {
    hz_classes64 found = {0, 0, 0, 0, 0, 0, 0};
#pragma clang loop unroll(full)
    for (int part = 0; part < 4; ++part) {
        const __m128i b = _mm_loadu_si128((const __m128i *)in + part);
        const __m128i both = _mm_or_si128(equal(b, '.'), equal(b, '\''));
        const int shift = 16 * part;
        found.letter |= bits(in_range(_mm_or_si128(b, _mm_set1_epi8(0x20)), 'a', 26)) << shift;
        found.digit |= bits(in_range(b, '0', 10)) << shift;
        found.underscore |= bits(equal(b, '_')) << shift;
        found.high |= bits(b) << shift;
        found.mid_letter |= bits(_mm_or_si128(both, equal(b, ':'))) << shift;
        found.sign |= bits(_mm_or_si128(equal(b, '+'), equal(b, '#'))) << shift;
        found.mid_number |= bits(_mm_or_si128(both, _mm_or_si128(equal(b, ','), equal(b, ';')))) << shift;
    }
    *out = found;
}
#else
void hz_classify64(const void *in, hz_classes64 *out) {
    const uint8_t *bytes = in;
    hz_classes64 found = {0, 0, 0, 0, 0, 0, 0};
    for (int i = 0; i < 64; ++i) {
        const uint8_t b = bytes[i], lower = b | 0x20;
        const uint64_t bit = (uint64_t)1 << i;
        if (lower >= 'a' && lower <= 'z' && b < 0x80) found.letter |= bit;
        if (b >= '0' && b <= '9') found.digit |= bit;
        if (b == '_') found.underscore |= bit;
        if (b == '+' || b == '#') found.sign |= bit;
        if (b >= 0x80) found.high |= bit;
        if (b == '\'' || b == '.' || b == ':') found.mid_letter |= bit;
        if (b == '\'' || b == '.' || b == ',' || b == ';') found.mid_number |= bit;
    }
    *out = found;
}
#endif
