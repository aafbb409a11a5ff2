// A clock that is wrong, for a program that is started with this in LD_PRELOAD: off by HZ_CLOCK_JUMP seconds, and by as much
// again at every tenth look. Clocks that only go on (CLOCK_MONOTONIC) stay right.
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long jump(void) {
    static int looks;
    const char *seconds = getenv("HZ_CLOCK_JUMP");
    long by = seconds ? atol(seconds) : 0;
    return __atomic_add_fetch(&looks, 1, __ATOMIC_RELAXED) % 10 ? by : 2 * by;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = (int)syscall(SYS_clock_gettime, clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += jump();
    return result;
}

time_t time(time_t *place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place) *place = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    (void)zone;
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return 0;
}
