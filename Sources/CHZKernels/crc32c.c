#include "CHZKernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <nmmintrin.h>

int hz_has_crc32c(void) { return __builtin_cpu_supports("sse4.2"); }

__attribute__((target("sse4.2"))) uint32_t hz_crc32c(uint32_t crc, const void *bytes, size_t count) {
    const uint8_t *p = bytes;
    uint64_t state = ~crc;
    for (; count >= 8; count -= 8, p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        state = _mm_crc32_u64(state, word);
    }
    for (; count > 0; --count, ++p) state = _mm_crc32_u8((uint32_t)state, *p);
    return ~(uint32_t)state;
}
#else
int hz_has_crc32c(void) { return 0; }

uint32_t hz_crc32c(uint32_t crc, const void *bytes, size_t count) {
    (void)bytes;
    (void)count;
    return crc;
}
#endif
