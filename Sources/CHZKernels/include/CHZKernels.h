// What Swift cannot reach: the CRC-32C instruction and SIMD shuffles. Each function has a Swift twin that
// tests hold equal to it.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Whether `hz_crc32c` may be called on this processor.
int hz_has_crc32c(void);

/// CRC-32C (Castagnoli, RFC 3720) of `count` bytes, continuing from `crc` (0 at the start).
uint32_t hz_crc32c(uint32_t crc, const void *bytes, size_t count);

// Blocks of 128 values of `width` bits each (0...32) in 16 * width bytes: four lanes of 32 bits side by side, value
// i in lane i % 4, lowest bits first (SIMD-BP128: Lemire, Boytsov: Decoding billions of integers per second through
// vectorization, Software: Practice and Experience 45(1), 2015). Neither side needs alignment.

/// Unpacks a block.
void hz_unpack128(const void *in, uint32_t width, uint32_t *out);

/// Unpacks a block of gaps to ascending numbers: out[i] = before + (i + 1) + sum of values 0...i, modulo 2^32.
void hz_unpack128_ascending(const void *in, uint32_t width, uint32_t before, uint32_t *out);

/// Packs the lowest `width` bits of each of 128 values.
void hz_pack128(const uint32_t *in, uint32_t width, void *out);

/// The place of the first of 128 ascending numbers that is not below `target`; 128 for none.
uint32_t hz_lower_bound128(const uint32_t *ascending, uint32_t target);

/// Finds which of `count` ascending numbers are among the 128 ascending ones of a block, from place `start` on; none of
/// them is above the block's last, and 8 numbers above all others follow that. Writes which of them were found, and at
/// which places of the block; both have room for `count`. Returns how many were found.
size_t hz_intersect128(const uint32_t *wanted, size_t count, const uint32_t *block, uint32_t start, uint32_t *which,
                       uint32_t *places);

/// Sums gaps up to positions, from `position` on. Returns 0 where a gap (but the first, where
/// `is_first`) is 0 or the sum passes 2^32, else 1.
int hz_sum_positions(const uint32_t *gaps, size_t count, uint32_t position, int is_first, uint32_t *positions);

/// Where two words of a phrase stand as they do in it: of `count` ascending positions of one, `offset` behind the phrase's
/// first word, those that have one of `length` ascending positions of another, `other_offset` behind it, in the right
/// place. Writes where the first word would stand, as many as `most` (1 or more); `starts` may be `positions`. Returns how
/// many were written.
size_t hz_phrase_starts(const uint32_t *positions, size_t count, uint32_t offset, const uint32_t *others, size_t length,
                        uint32_t other_offset, size_t most, uint32_t *starts);

/// Sets the bits at `count` places.
void hz_mark_bits(uint64_t *bits, const uint32_t *places, size_t count);

/// Adds frequencies to those of their documents: sums[documents[i]] += frequencies[i], what passes 255 to `excess`.
void hz_add_frequencies(const uint32_t *documents, const uint32_t *frequencies, size_t count, uint8_t *sums,
                        uint32_t *excess);

/// How many bits are set in so many words.
size_t hz_count_bits(const uint64_t *bits, size_t words);

/// Keeps the bits that are set in others too.
void hz_and_bits(uint64_t *bits, const uint64_t *others, size_t words);

/// What 64 bytes of text are, the first in the lowest bit. Whatever is in no mask separates words.
typedef struct {
    uint64_t letter;      ///< ASCII letters
    uint64_t digit;       ///< ASCII digits
    uint64_t underscore;  ///< _
    uint64_t high;        ///< bytes of no ASCII character
    uint64_t mid_letter;  ///< ' . : which join letters
    uint64_t mid_number;  ///< ' . , ; which join digits
    uint64_t sign;        ///< + # which may belong to the letter before
} hz_classes64;

/// Classifies 64 bytes.
void hz_classify64(const void *in, hz_classes64 *out);

/// How words of ASCII begin, in lower case. Bit 0x20 is set in both bytes.
typedef struct {
    uint8_t first;
    uint8_t second;
    uint8_t any_second;  ///< 0xFF where any byte may be second, else 0
} hz_head;

/// Of the 64 bytes at `in`, which one follows, a bit for each where a text may begin like one of `count` heads, in either
/// case; for some bytes that are no letters, too.
uint64_t hz_find_heads64(const void *in, const hz_head *heads, size_t count);

/// Asks for a cache line that will be read or written soon. Any address is allowed.
static inline void hz_prefetch(const void *address) { __builtin_prefetch(address, 1); }

/// Whether `hz_score_postings`, `hz_select_scores` and `hz_take_sums` may be called on this processor.
int hz_has_score_kernels(void);

/// Scores postings: bonus + round(weight * f / (f + factors[norms[document]])), rounded by adding `magic` and taking it
/// away again.
void hz_score_postings(const uint32_t *documents, const uint32_t *frequencies, size_t count, const uint8_t *norms,
                       const float *factors, float weight, float magic, float bonus, float *scores);

/// Adds scores to those of their documents: sums[documents[i] - base] += scores[i].
void hz_add_scores(const uint32_t *documents, const float *scores, size_t count, uint32_t base, float *sums);

/// Writes the places of the scores that are at least `least`, ascending; returns how many there are.
size_t hz_select_scores(const float *scores, size_t count, float least, uint32_t *places);

/// Writes the places of the sums that are at least `least`, ascending, and these sums; few are. Returns how many there are;
/// eight more places may be written. Of sums of 255, `excess` has the rest. All sums become 0.
size_t hz_take_sums(uint8_t *sums, uint32_t *excess, size_t count, uint32_t least, uint32_t *places, uint32_t *taken);

/// From now on, reading a watched mapping where its file was cut off gives zeros instead of ending the process (SIGBUS).
/// Signals of other causes go to whoever was asked before.
void hz_survive_lost_pages(void);

/// Watches a mapping; returns its slot, -1 where it is not watched: nobody asked, or too many are.
int hz_watch_mapping(const void *start, size_t length);

/// Ends that; called before the mapping goes.
void hz_unwatch_mapping(int slot);

/// Whether bytes of a watched mapping were read that are not there any more.
int hz_mapping_lost_pages(int slot);

/// How many pages of all mappings were lost so far.
unsigned long hz_lost_pages(void);

/// How many arguments the process was started with, its own name included.
int hz_argument_count(void);

/// One of them; null for none.
const char *hz_argument(int index);
