#include "CHZKernels.h"

void hz_add_scores(const uint32_t *documents, const float *scores, size_t count, uint32_t base, float *sums) {
    for (size_t i = 0; i < count; i++) sums[documents[i] - base] += scores[i];
}

#if defined(__x86_64__)
#include "places.h"

int hz_has_score_kernels(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi");
}

__attribute__((target("avx2"))) void hz_score_postings(const uint32_t *documents, const uint32_t *frequencies,
                                                       size_t count, const uint8_t *norms, const float *factors,
                                                       float weight, float magic, float bonus, float *scores) {
    const __m256 weights = _mm256_set1_ps(weight), magics = _mm256_set1_ps(magic), bonuses = _mm256_set1_ps(bonus);
    const __m256i most = _mm256_set1_epi32(0x7FFFFFFF);
    // Loads one by one: 128 postings take 46 ns, with gather instructions 80.
    for (size_t i = 0; i < count; i++) scores[i] = factors[norms[documents[i]]];
    size_t place = 0;
    for (; place + 8 <= count; place += 8) {
        const __m256 factor = _mm256_loadu_ps(scores + place);
        const __m256i whole = _mm256_loadu_si256((const __m256i *)(frequencies + place));
        const __m256 frequency = _mm256_cvtepi32_ps(_mm256_min_epu32(whole, most));
        const __m256 score = _mm256_div_ps(_mm256_mul_ps(weights, frequency), _mm256_add_ps(frequency, factor));
        const __m256 rounded = _mm256_sub_ps(_mm256_add_ps(score, magics), magics);
        _mm256_storeu_ps(scores + place, _mm256_add_ps(bonuses, rounded));
    }
    for (; place < count; place++) {
        const uint32_t whole = frequencies[place] < 0x7FFFFFFF ? frequencies[place] : 0x7FFFFFFF;
        const float frequency = (float)(int32_t)whole;
        const float score = weight * frequency / (frequency + scores[place]);
        scores[place] = bonus + ((score + magic) - magic);
    }
}

__attribute__((target("avx2,popcnt"))) size_t hz_select_scores(const float *scores, size_t count, float least,
                                                        uint32_t *places) {
    const __m256 leasts = _mm256_set1_ps(least);
    size_t found = 0, place = 0;
    for (; place + 8 <= count; place += 8) {
        const __m256 score = _mm256_loadu_ps(scores + place);
        const unsigned mask = (unsigned)_mm256_movemask_ps(_mm256_cmp_ps(score, leasts, _CMP_GE_OQ));
        // Most often there is none. Where there are some, which ones nobody can foretell.
        if (mask != 0) found += write_places(mask, (uint32_t)place, places + found);
    }
    for (; place < count; place++) {
        if (scores[place] >= least) places[found++] = (uint32_t)place;
    }
    return found;
}

/// A sum with what is apart of it; both become 0.
static inline uint32_t take_sum(uint8_t *sums, uint32_t *excess, size_t place) {
    uint32_t sum = sums[place];
    if (sum == UINT8_MAX) {
        sum += excess[place];
        excess[place] = 0;
    }
    sums[place] = 0;
    return sum;
}

/// Which of 64 sums reach the least, as bits.
__attribute__((target("avx2"), always_inline)) static inline uint64_t reaching(const uint8_t *sums, __m256i leasts) {
    const __m256i low = _mm256_loadu_si256((const __m256i *)sums);
    const __m256i high = _mm256_loadu_si256((const __m256i *)(sums + 32));
    const uint32_t lows = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_max_epu8(low, leasts), low));
    const uint32_t highs = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_max_epu8(high, leasts), high));
    return (uint64_t)highs << 32 | lows;
}

__attribute__((target("avx2,popcnt,bmi"))) size_t hz_take_sums(uint8_t *sums, uint32_t *excess, size_t count,
                                                               uint32_t least, uint32_t *places, uint32_t *taken) {
    // Each sum that is full is looked at.
    const __m256i leasts = _mm256_set1_epi8((char)(least < UINT8_MAX ? least : UINT8_MAX));
    size_t found = 0, place = 0;
    for (; place + 256 <= count; place += 256) {
        uint64_t masks[4], any = 0;
        for (size_t i = 0; i < 4; i++) any |= masks[i] = reaching(sums + place + 64 * i, leasts);
        if (any != 0) {
            size_t end = found;
            for (size_t i = 0; i < 4; i++) {
                // How many there are nobody can foretell: eight are written whatever they are, more are rare.
                uint64_t mask = masks[i];
                uint32_t *out = places + end;
                const uint32_t first = (uint32_t)(place + 64 * i);
                end += (size_t)__builtin_popcountll(mask);
                for (size_t j = 0; j < 8; j++, mask &= mask - 1) out[j] = first + (uint32_t)_tzcnt_u64(mask);
                for (size_t j = 8; mask != 0; j++, mask &= mask - 1) out[j] = first + (uint32_t)_tzcnt_u64(mask);
            }
            for (size_t i = found; i < end; i++) {
                const uint32_t at = places[i], sum = take_sum(sums, excess, at);
                places[found] = at;
                taken[found] = sum;
                found += sum >= least;
            }
        }
        for (size_t i = 0; i < 256; i += 32) _mm256_storeu_si256((__m256i *)(sums + place + i), _mm256_setzero_si256());
    }
    for (; place < count; place++) {
        const uint32_t sum = take_sum(sums, excess, place);
        if (sum < least) continue;
        places[found] = (uint32_t)place;
        taken[found++] = sum;
    }
    return found;
}

#else

int hz_has_score_kernels(void) { return 0; }

void hz_score_postings(const uint32_t *documents, const uint32_t *frequencies, size_t count, const uint8_t *norms,
                       const float *factors, float weight, float magic, float bonus, float *scores) {
    (void)documents, (void)frequencies, (void)count, (void)norms, (void)factors;
    (void)weight, (void)magic, (void)bonus, (void)scores;
}

size_t hz_select_scores(const float *scores, size_t count, float least, uint32_t *places) {
    (void)scores, (void)count, (void)least, (void)places;
    return 0;
}

size_t hz_take_sums(uint8_t *sums, uint32_t *excess, size_t count, uint32_t least, uint32_t *places, uint32_t *taken) {
    (void)sums, (void)excess, (void)count, (void)least, (void)places, (void)taken;
    return 0;
}

#endif
