#include <malloc.h>
#include <stdbool.h>
#include <sys/resource.h>

/// Whether the process may not have all the addresses that it asks for (`ulimit -v`).
static inline bool hz_address_space_is_limited(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}
