#include "CHZKernels.h"

static int count;
static char *const *arguments;

// glibc hands main's arguments to whatever runs before main, too.
__attribute__((constructor)) static void take(int argc, char **argv) {
    count = argc;
    arguments = argv;
}

int hz_argument_count(void) { return count; }

const char *hz_argument(int index) { return index >= 0 && index < count ? arguments[index] : 0; }
