#define _GNU_SOURCE
#include "CHZSandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE
/* Refused with EACCES rather than by death: a library that asks in vain goes on. */
static const int refused[] = {
#ifdef __NR_open
    __NR_open, __NR_creat, __NR_fork, __NR_vfork, __NR_unlink, __NR_rename, __NR_mkdir, __NR_rmdir, __NR_symlink,
    __NR_link, __NR_chmod, __NR_chown, __NR_accept,
#endif
    __NR_openat, __NR_openat2, __NR_name_to_handle_at, __NR_open_by_handle_at, __NR_memfd_create,
    __NR_socket, __NR_socketpair, __NR_connect, __NR_bind, __NR_listen, __NR_accept4, __NR_sendto,
    __NR_execve, __NR_execveat, __NR_clone, __NR_clone3, __NR_kill, __NR_tkill, __NR_rt_sigqueueinfo,
    __NR_rt_tgsigqueueinfo, __NR_pidfd_send_signal, __NR_pidfd_open, __NR_pidfd_getfd,
    __NR_ptrace, __NR_process_vm_readv, __NR_process_vm_writev, __NR_unlinkat, __NR_renameat2, __NR_mkdirat,
    __NR_symlinkat, __NR_linkat, __NR_fchmodat, __NR_fchownat, __NR_mknodat, __NR_truncate, __NR_ftruncate,
    __NR_mount, __NR_umount2, __NR_chroot, __NR_setns, __NR_unshare, __NR_keyctl, __NR_add_key, __NR_request_key,
    __NR_bpf, __NR_perf_event_open, __NR_userfaultfd, __NR_io_uring_setup, __NR_init_module, __NR_finit_module,
};

#define STEP(code, value) (struct sock_filter) BPF_STMT(code, value)
#define CHOICE(code, value, yes, no) (struct sock_filter) BPF_JUMP(BPF_JMP | (code) | BPF_K, value, yes, no)

/* Allows a call about one process only, which its first argument names: what the C library does with this process itself
   (abort is a signal, a limit of time a call about limits). What is loaded is the number of the call, before and after. */
static size_t allow_about(struct sock_filter *filter, size_t at, int call, uint32_t process) {
    filter[at++] = CHOICE(BPF_JEQ, (uint32_t)call, 0, 4);
    /* A process's number is an int: the kernel looks at no more of the argument. */
    filter[at++] = STEP(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0]));
    filter[at++] = CHOICE(BPF_JEQ, process, 0, 1);
    filter[at++] = STEP(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[at++] = STEP(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES);
    return at;
}

static int refuse_calls(void) {
    enum { count = sizeof refused / sizeof refused[0] };
    struct sock_filter filter[count + 20];
    size_t at = 0;
    filter[at++] = STEP(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    filter[at++] = CHOICE(BPF_JEQ, ARCHITECTURE, 1, 0);
    filter[at++] = STEP(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    filter[at++] = STEP(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    /* The second table of calls that x86-64 has, for 32-bit pointers, would be a way around. */
    filter[at++] = CHOICE(BPF_JGE, 0x40000000, 0, 1);
    filter[at++] = STEP(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES);
    at = allow_about(filter, at, __NR_tgkill, (uint32_t)getpid());
    at = allow_about(filter, at, __NR_prlimit64, 0);
    for (size_t i = 0; i < count; i++) {
        filter[at++] = CHOICE(BPF_JEQ, (uint32_t)refused[i], (uint8_t)(count - i), 0);
    }
    filter[at++] = STEP(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[at++] = STEP(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES);
    struct sock_fprog program = {.len = (unsigned short)at, .filter = filter};
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0 && errno != EINVAL) return errno;
    return 0;
}
#else
static int refuse_calls(void) { return 0; }
#endif

static int limit(int resource, uint64_t amount) {
    struct rlimit now;
    if (getrlimit(resource, &now) != 0) return errno;
    rlim_t wanted = amount;
    if (now.rlim_max != RLIM_INFINITY && wanted > now.rlim_max) wanted = now.rlim_max;
    struct rlimit next = {.rlim_cur = wanted, .rlim_max = wanted};
    return setrlimit(resource, &next) == 0 ? 0 : errno;
}

int chz_confine(uint64_t memory) {
#ifdef __NR_close_range
    syscall(__NR_close_range, 4, ~0U, 0);
#endif
    int failure = limit(RLIMIT_CORE, 0);
    if (failure == 0) failure = limit(RLIMIT_FSIZE, 0);
    if (failure == 0 && memory > 0) failure = limit(RLIMIT_AS, memory);
    if (failure != 0) return failure;
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return errno;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    return refuse_calls();
}

int chz_limit_time(uint32_t seconds) {
    struct rusage usage;
    struct rlimit limit;
    if (getrusage(RUSAGE_SELF, &usage) != 0 || getrlimit(RLIMIT_CPU, &limit) != 0) return errno;
    /* Whole seconds are counted: the one that has begun is given away. */
    rlim_t wanted = (rlim_t)usage.ru_utime.tv_sec + (rlim_t)usage.ru_stime.tv_sec + 2 + seconds;
    if (limit.rlim_max != RLIM_INFINITY && wanted > limit.rlim_max) wanted = limit.rlim_max;
    if (limit.rlim_cur == wanted) return 0;
    limit.rlim_cur = wanted;
    return setrlimit(RLIMIT_CPU, &limit) == 0 ? 0 : errno;
}

int chz_send(int socket, const void *bytes, size_t count, int descriptor) {
    size_t sent = 0;
    while (sent < count) {
        struct iovec piece = {.iov_base = (char *)bytes + sent, .iov_len = count - sent};
        struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
        union {
            char bytes[CMSG_SPACE(sizeof(int))];
            struct cmsghdr alignment;
        } control;
        if (descriptor >= 0 && sent == 0) {
            memset(&control, 0, sizeof control);
            message.msg_control = control.bytes;
            message.msg_controllen = sizeof control.bytes;
            struct cmsghdr *header = CMSG_FIRSTHDR(&message);
            header->cmsg_level = SOL_SOCKET;
            header->cmsg_type = SCM_RIGHTS;
            header->cmsg_len = CMSG_LEN(sizeof(int));
            memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
        }
        ssize_t result = sendmsg(socket, &message, MSG_NOSIGNAL);
        if (result < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        sent += (size_t)result;
    }
    return 0;
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Waits for something to receive. 0, or an error number. */
static int await(int socket, int64_t deadline) {
    int64_t left = deadline - now();
    if (left <= 0) return ETIMEDOUT;
    struct pollfd entry = {.fd = socket, .events = POLLIN};
    int status = poll(&entry, 1, left > 1000000 ? 1000000 : (int)left);
    return status < 0 && errno != EINTR ? errno : 0;
}

int chz_receive(int socket, void *bytes, size_t count, int *descriptor, int64_t milliseconds) {
    *descriptor = -1;
    int64_t deadline = milliseconds < 0 ? -1 : now() + milliseconds;
    size_t received = 0;
    while (received < count) {
        struct iovec piece = {.iov_base = (char *)bytes + received, .iov_len = count - received};
        union {
            char bytes[CMSG_SPACE(sizeof(int))];
            struct cmsghdr alignment;
        } control;
        struct msghdr message = {
            .msg_iov = &piece,
            .msg_iovlen = 1,
            .msg_control = control.bytes,
            .msg_controllen = sizeof control.bytes,
        };
        ssize_t result = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | (deadline < 0 ? 0 : MSG_DONTWAIT));
        if (result < 0) {
            if (errno == EINTR) continue;
            if (deadline < 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) return errno;
            int failure = await(socket, deadline);
            if (failure != 0) return failure;
            continue;
        }
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
            size_t files = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
            for (size_t i = 0; i < files; i++) {
                int file;
                memcpy(&file, CMSG_DATA(header) + i * sizeof file, sizeof file);
                /* There is room for more than one: what nobody asked for stays not open. */
                if (*descriptor < 0) *descriptor = file;
                else close(file);
            }
        }
        if (result == 0) return received == 0 ? -1 : EPIPE;
        received += (size_t)result;
    }
    return 0;
}
