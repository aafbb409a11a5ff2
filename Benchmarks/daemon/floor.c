// What the kernel alone costs: reads requests and writes always the same answer over AF_UNIX, no parsing but for the blank
// line. floor BYTES THREADS ENGINE-MICROSECONDS SOCKET: so many microseconds are spent busily before each answer, in place of the search.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>

static long now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000L + t.tv_nsec; }
static char *answer; static size_t size; static long engine; static int listener;
static void *serve(void *unused) {
    (void)unused;
    int poll = epoll_create1(0); struct epoll_event e = {.events = EPOLLIN | EPOLLEXCLUSIVE, .data.fd = listener}, events[64];
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &e);
    static __thread char buffer[65536];
    for (;;) {
        int k = epoll_wait(poll, events, 64, -1);
        for (int i = 0; i < k; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
                if (client < 0) continue;
                e.events = EPOLLIN; e.data.fd = client; epoll_ctl(poll, EPOLL_CTL_ADD, client, &e);
                continue;
            }
            ssize_t r = read(fd, buffer, sizeof buffer);
            if (r <= 0) { close(fd); continue; }
            if (r < 4 || memcmp(buffer + r - 4, "\r\n\r\n", 4)) continue;
            if (engine) for (long until = now() + engine; now() < until;) {}
            if (write(fd, answer, size) != (ssize_t)size) close(fd);
        }
    }
}
int main(int argc, char **argv) {
    if (argc < 5) return 2;
    // A client that leaves in the middle is no reason to die.
    signal(SIGPIPE, SIG_IGN);
    size_t bytes = (size_t)atol(argv[1]); engine = (long)(atof(argv[3]) * 1000);
    answer = malloc(bytes + 200); size = (size_t)sprintf(answer, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", bytes);
    memset(answer + size, 'x', bytes); size += bytes;
    listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX}; strncpy(address.sun_path, argv[4], sizeof address.sun_path - 1);
    unlink(argv[4]);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) { perror("listen"); return 1; }
    pthread_t thread; for (int i = 1; i < atoi(argv[2]); i++) pthread_create(&thread, NULL, serve, NULL);
    serve(NULL);
}
