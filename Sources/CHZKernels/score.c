#include "CHZKernels.h"

void hz_add_scores(const uint32_t *documents, const float *scores, size_t count, uint32_t base, float *sums) {
    for (size_t i = 0; i < count; i++) sums[documents[i] - base] += scores[i];
}

#if defined(__x86_64__)
#include "places.h"

int hz_has_score_kernels(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt"); }

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

__attribute__((target("avx2"), always_inline)) static inline __m256i reach(const uint32_t *numbers, __m256i leasts) {
    const __m256i eight = _mm256_loadu_si256((const __m256i *)numbers);
    return _mm256_cmpeq_epi32(_mm256_max_epu32(eight, leasts), eight);
}

__attribute__((target("avx2,popcnt"))) size_t hz_take_sums(uint32_t *sums, size_t count, uint32_t least,
                                                           uint32_t *places, uint32_t *taken) {
    const __m256i leasts = _mm256_set1_epi32((int)least);
    size_t found = 0, place = 0;
    for (; place + 32 <= count; place += 32) {
        const __m256i eights[4] = {reach(sums + place, leasts), reach(sums + place + 8, leasts),
                                   reach(sums + place + 16, leasts), reach(sums + place + 24, leasts)};
        const __m256i any =
            _mm256_or_si256(_mm256_or_si256(eights[0], eights[1]), _mm256_or_si256(eights[2], eights[3]));
        if (!_mm256_testz_si256(any, any)) {
            const size_t before = found;
            for (size_t i = 0; i < 4; i++) {
                const unsigned mask = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(eights[i]));
                if (mask != 0) found += write_places(mask, (uint32_t)(place + 8 * i), places + found);
            }
            for (size_t i = before; i < found; i++) taken[i] = sums[places[i]];
        }
        for (size_t i = 0; i < 32; i += 8) _mm256_storeu_si256((__m256i *)(sums + place + i), _mm256_setzero_si256());
    }
    for (; place < count; place++) {
        if (sums[place] >= least) {
            places[found] = (uint32_t)place;
            taken[found++] = sums[place];
        }
        sums[place] = 0;
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

size_t hz_take_sums(uint32_t *sums, size_t count, uint32_t least, uint32_t *places, uint32_t *taken) {
    (void)sums, (void)count, (void)least, (void)places, (void)taken;
    return 0;
}

#endif
