#include "CHZKernels.h"

void hz_mark_bits(uint64_t *bits, const uint32_t *places, size_t count) {
    for (size_t i = 0; i < count; i++) bits[places[i] >> 6] |= (uint64_t)1 << (places[i] & 63);
}

void hz_add_frequencies(const uint32_t *documents, const uint32_t *frequencies, size_t count, uint8_t *sums,
                        uint32_t *excess) {
    for (size_t i = 0; i < count; i++) {
        const uint32_t document = documents[i];
        const uint64_t sum = (uint64_t)sums[document] + frequencies[i];
        if (__builtin_expect(sum > UINT8_MAX, 0)) {
            sums[document] = UINT8_MAX;
            excess[document] += (uint32_t)(sum - UINT8_MAX);
            continue;
        }
        sums[document] = (uint8_t)sum;
    }
}

#if defined(__x86_64__)
__attribute__((target("popcnt"))) static size_t count_by_instruction(const uint64_t *bits, size_t words) {
    size_t count = 0;
    for (size_t i = 0; i < words; i++) count += (size_t)__builtin_popcountll(bits[i]);
    return count;
}
#endif

size_t hz_count_bits(const uint64_t *bits, size_t words) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("popcnt")) return count_by_instruction(bits, words);
#endif
    size_t count = 0;
    for (size_t i = 0; i < words; i++) count += (size_t)__builtin_popcountll(bits[i]);
    return count;
}

void hz_and_bits(uint64_t *bits, const uint64_t *others, size_t words) {
    for (size_t i = 0; i < words; i++) bits[i] &= others[i];
}
