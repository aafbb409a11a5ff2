// A client for measuring: N connections, one request at a time on each, AF_UNIX, keep-alive. load SOCKET N SECONDS [TARGETS-FILE]
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <unistd.h>
#include <time.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>

static long now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000L + t.tv_nsec; }
struct connection { int fd; long sent; size_t have, need; char head[4096]; };
static char **targets; static size_t count, next;
static void ask(struct connection *c) {
    char *t = targets[next++ % count];
    c->have = 0; c->need = 0; c->sent = now();
    if (write(c->fd, t, strlen(t)) < 0) { perror("write"); exit(1); }
}
static int order(const void *a, const void *b) { long x = *(long *)a, y = *(long *)b; return x < y ? -1 : x > y; }
int main(int argc, char **argv) {
    if (argc < 5) return 2;
    int n = atoi(argv[2]); double seconds = atof(argv[3]);
    FILE *f = fopen(argv[4], "r"); char line[65536]; targets = malloc(sizeof(char *) * 100000);
    while (f && fgets(line, sizeof line, f) && count < 100000) {
        line[strcspn(line, "\n")] = 0; char *text; if (asprintf(&text, "GET %s HTTP/1.1\r\nHost: hz\r\n\r\n", line) < 0) return 1; targets[count++] = text;
    }
    if (!count) return 2;
    int poll = epoll_create1(0); struct connection *all = calloc(n, sizeof *all);
    struct sockaddr_un address = {.sun_family = AF_UNIX}; strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
    for (int i = 0; i < n; i++) {
        all[i].fd = socket(AF_UNIX, SOCK_STREAM, 0);
        if (connect(all[i].fd, (struct sockaddr *)&address, sizeof address)) { perror("connect"); return 1; }
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = &all[i]}; epoll_ctl(poll, EPOLL_CTL_ADD, all[i].fd, &e);
    }
    long *times = malloc(sizeof(long) * 20000000), done = 0, bad = 0, start = now(), end = start + (long)(seconds * 1e9);
    for (int i = 0; i < n; i++) ask(&all[i]);
    static char buffer[1 << 20]; struct epoll_event events[64];
    while (now() < end && done < 20000000) {
        int k = epoll_wait(poll, events, 64, 1000);
        for (int i = 0; i < k; i++) {
            struct connection *c = events[i].data.ptr;
            ssize_t r = read(c->fd, buffer, sizeof buffer);
            if (r <= 0) { fprintf(stderr, "hung up\n"); return 1; }
            if (!c->need) {
                size_t take = (size_t)r; if (c->have + take > sizeof c->head - 1) take = sizeof c->head - 1 - c->have;
                memcpy(c->head + c->have, buffer, take); c->head[c->have + take] = 0;
                char *blank = strstr(c->head, "\r\n\r\n"), *length = strcasestr(c->head, "content-length:");
                if (blank && length) c->need = (size_t)(blank - c->head) + 4 + (size_t)atol(length + 15);
            }
            c->have += (size_t)r;
            if (c->need && c->have >= c->need) { if (strncmp(c->head, "HTTP/1.1 200", 12)) bad++; times[done++] = now() - c->sent; ask(c); }
        }
    }
    double took = (now() - start) / 1e9; qsort(times, done, sizeof(long), order);
    printf("%3d clients %9.0f/s p50 %7.1f us p99 %8.1f us errors %ld\n", n, done / took, times[done / 2] / 1e3, times[done * 99 / 100] / 1e3, bad);
    return bad != 0;
}
