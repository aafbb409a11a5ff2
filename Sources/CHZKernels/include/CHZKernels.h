// What Swift cannot reach: the CRC-32C instruction and SIMD shuffles. Each function has a Swift twin that
// tests hold equal to it.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Whether `hz_crc32c` may be called on this processor.
int hz_has_crc32c(void);

/// CRC-32C (Castagnoli, RFC 3720) of `count` bytes, continuing from `crc` (0 at the start).
uint32_t hz_crc32c(uint32_t crc, const void *bytes, size_t count);
