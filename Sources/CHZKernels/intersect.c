#include "CHZKernels.h"

#define ALWAYS static inline __attribute__((always_inline))

/// Where the first number at or above `target` stands, from `place` on: the next few are looked at by fours.
ALWAYS uint32_t advance(const uint32_t *block, uint32_t place, uint32_t target) {
    while (block[place + 3] < target) place += 4;
    return place + (block[place] < target) + (block[place + 1] < target) + (block[place + 2] < target);
}

size_t hz_intersect128(const uint32_t *wanted, size_t count, const uint32_t *block, uint32_t start, uint32_t *which,
                       uint32_t *places) {
    size_t found = 0;
    uint32_t place = start;
    if (16 * count < 128 - (size_t)start) {
        for (size_t i = 0; i < count; i++) {
            place = hz_lower_bound128(block, wanted[i]);
            which[found] = (uint32_t)i;
            places[found] = place;
            found += block[place] == wanted[i];
        }
        return found;
    }
    for (size_t i = 0; i < count; i++) {
        place = advance(block, place, wanted[i]);
        which[found] = (uint32_t)i;
        places[found] = place;
        found += block[place] == wanted[i];
    }
    return found;
}
