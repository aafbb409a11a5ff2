#include "CHZKernels.h"

#if defined(__x86_64__)
#include <emmintrin.h>

uint64_t hz_find_heads64(const void *in, const hz_head *heads, size_t count) {
    const __m128i lower = _mm_set1_epi8(0x20);
    __m128i here[4], next[4], any[4];
    for (int part = 0; part < 4; ++part) {
        const char *bytes = (const char *)in + 16 * part;
        here[part] = _mm_or_si128(_mm_loadu_si128((const __m128i *)bytes), lower);
        next[part] = _mm_or_si128(_mm_loadu_si128((const __m128i *)(bytes + 1)), lower);
        any[part] = _mm_setzero_si128();
    }
    for (size_t i = 0; i < count; ++i) {
        const __m128i first = _mm_set1_epi8((char)heads[i].first), second = _mm_set1_epi8((char)heads[i].second);
        const __m128i open = _mm_set1_epi8((char)heads[i].any_second);
        for (int part = 0; part < 4; ++part) {
            const __m128i fits = _mm_or_si128(_mm_cmpeq_epi8(next[part], second), open);
            any[part] = _mm_or_si128(any[part], _mm_and_si128(_mm_cmpeq_epi8(here[part], first), fits));
        }
    }
    uint64_t found = 0;
    for (int part = 0; part < 4; ++part) found |= (uint64_t)(uint32_t)_mm_movemask_epi8(any[part]) << 16 * part;
    return found;
}
#else
uint64_t hz_find_heads64(const void *in, const hz_head *heads, size_t count) {
    const uint8_t *bytes = in;
    uint64_t found = 0;
    for (int place = 0; place < 64; ++place) {
        const uint8_t here = bytes[place] | 0x20, next = bytes[place + 1] | 0x20;
        for (size_t i = 0; i < count; ++i)
            if (here == heads[i].first && (next == heads[i].second || heads[i].any_second)) found |= (uint64_t)1 << place;
    }
    return found;
}
#endif
