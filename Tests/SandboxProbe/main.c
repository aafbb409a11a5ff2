/* What a confined process may do to others and to itself: for tests. The exit status is the number of the first line that
   is not as it should be; 0 where all are. With an argument it ends itself by abort(). */
#define _GNU_SOURCE
#include <CHZSandbox.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static int is_refused(long result) { return result == -1 && errno == EACCES; }

int main(int count, char **arguments) {
    (void)arguments;
    if (chz_confine(0) != 0) return __LINE__;
    if (count > 1) abort();
    pid_t other = getppid();
    siginfo_t signal;
    memset(&signal, 0, sizeof signal);
    signal.si_code = SI_QUEUE;
    struct rlimit limit;
    if (!is_refused(syscall(SYS_kill, other, 0))) return __LINE__;
    if (!is_refused(syscall(SYS_tkill, other, 0))) return __LINE__;
    if (!is_refused(syscall(SYS_tgkill, other, other, 0))) return __LINE__;
    if (!is_refused(syscall(SYS_rt_sigqueueinfo, other, 0, &signal))) return __LINE__;
    if (!is_refused(syscall(SYS_rt_tgsigqueueinfo, other, other, 0, &signal))) return __LINE__;
    if (!is_refused(syscall(SYS_pidfd_send_signal, -1, 0, NULL, 0))) return __LINE__;
    if (!is_refused(syscall(SYS_prlimit64, other, RLIMIT_CPU, NULL, &limit))) return __LINE__;
    if (!is_refused(syscall(SYS_openat, -100, "/", 0))) return __LINE__;
    if (syscall(SYS_tgkill, getpid(), getpid(), 0) != 0) return __LINE__;
    if (getrlimit(RLIMIT_CPU, &limit) != 0 || chz_limit_time(5) != 0) return __LINE__;
    return 0;
}
