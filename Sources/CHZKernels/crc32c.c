#include "CHZKernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <nmmintrin.h>
#include <wmmintrin.h>

int hz_has_crc32c(void) { return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul"); }

// One instruction takes three cycles but a new one can start in each: three stretches of equal length go side by side.
// The states of the first two are then moved over the stretches behind them: times x to the number of their bits, by a
// product without carries that the instruction itself reduces (Gopal et al., "Fast CRC Computation for iSCSI Polynomial
// Using CRC32 Instruction", Intel 2011). `two` and `one` are x^(16 length - 33) and x^(8 length - 33), reflected, modulo
// the polynomial.
__attribute__((target("sse4.2,pclmul"))) static inline uint64_t three(
    uint64_t state, const uint8_t *bytes, size_t length, uint32_t two, uint32_t one) {
    uint64_t second = 0;
    uint64_t third = 0;
    for (const uint8_t *end = bytes + length; bytes < end; bytes += 8) {
        uint64_t a;
        uint64_t b;
        uint64_t c;
        memcpy(&a, bytes, 8);
        memcpy(&b, bytes + length, 8);
        memcpy(&c, bytes + 2 * length, 8);
        state = _mm_crc32_u64(state, a);
        second = _mm_crc32_u64(second, b);
        third = _mm_crc32_u64(third, c);
    }
    const __m128i factors = _mm_set_epi64x(one, two);
    const __m128i states = _mm_set_epi64x((long long)second, (long long)state);
    const __m128i moved =
        _mm_xor_si128(_mm_clmulepi64_si128(states, factors, 0x00), _mm_clmulepi64_si128(states, factors, 0x11));
    return third ^ _mm_crc32_u64(0, (uint64_t)_mm_cvtsi128_si64(moved));
}

__attribute__((target("sse4.2,pclmul"))) uint32_t hz_crc32c(uint32_t crc, const void *bytes, size_t count) {
    const uint8_t *p = bytes;
    uint64_t state = ~crc;
    // A page of 16 KiB is three of these and two words.
    for (; count >= 3 * 5456; count -= 3 * 5456, p += 3 * 5456) state = three(state, p, 5456, 0x562CC096, 0x5D4C91FC);
    for (; count >= 3 * 512; count -= 3 * 512, p += 3 * 512) state = three(state, p, 512, 0x170076FA, 0xDD7E3B0C);
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
