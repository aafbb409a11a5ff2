// A client for measuring: N connections, one request at a time on each, kept open.
// load SOCKET|PORT N SECONDS REQUESTS [sphinx|groonga]: a line of REQUESTS is a target of HTTP, for Sphinx a statement of its
// SQL, for Groonga a command.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <time.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <arpa/inet.h>
#include <netinet/tcp.h>

static long now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000L + t.tv_nsec; }
static _Noreturn void fail(const char *why) { perror(why); exit(1); }
static int order(const void *a, const void *b) { long x = *(long *)a, y = *(long *)b; return x < y ? -1 : x > y; }

enum { MOST = 1 << 20 };
typedef enum { PART, WHOLE, WRONG } State;
struct connection { int fd; long sent; size_t have; char answer[MOST + 1]; };
struct request { char *bytes; size_t size; };
static struct request requests[100000]; static size_t count, next;

static void ask(struct connection *c) {
    struct request *r = &requests[next++ % count];
    c->have = 0; c->sent = now();
    if (write(c->fd, r->bytes, r->size) < 0) fail("write");
}

// Whether an answer is there as a whole.
static State http(struct connection *c) {
    c->answer[c->have] = 0;
    char *blank = strstr(c->answer, "\r\n\r\n");
    if (!blank) return PART;
    char *length = strcasestr(c->answer, "content-length:");
    if (!length || length > blank) return WRONG;
    if (c->have < (size_t)(blank - c->answer) + 4 + strtoul(length + 15, NULL, 10)) return PART;
    return strncmp(c->answer, "HTTP/1.1 200", 12) ? WRONG : WHOLE;
}

// The protocol of MySQL: packets of a length, a number and a payload. A result is a count, columns, an end, rows, an end.
static State packets(struct connection *c) {
    int ends = 0, number = 0;
    for (size_t at = 0; at + 4 < c->have; number++) {
        unsigned char *p = (unsigned char *)c->answer + at;
        size_t size = p[0] | p[1] << 8 | p[2] << 16;
        at += 4 + size;
        if (at > c->have) return PART;
        if (p[4] == 0xff) return WRONG;
        if (number == 0 && p[4] == 0) return WHOLE;
        if (p[4] == 0xfe && size < 9 && ++ends == 2) return WHOLE;
    }
    return PART;
}

// Groonga's protocol: a header of 24 bytes (magic, type, length of a key, level, flags, status, size, opaque, cas), big-endian,
// and so many bytes. An answer may come in several; the last has a flag.
enum { HEADER = 24, MAGIC = 0xc7, TAIL = 2 };

static State pieces(struct connection *c) {
    for (size_t at = 0; at + HEADER <= c->have;) {
        unsigned char *p = (unsigned char *)c->answer + at;
        at += HEADER + ((size_t)p[8] << 24 | p[9] << 16 | p[10] << 8 | p[11]);
        if (p[0] != MAGIC || p[6] || p[7]) return WRONG;
        if (at <= c->have && p[5] & TAIL) return WHOLE;
    }
    return PART;
}

static void greet(int fd) {
    char hello[4096], login[4 + 32 + 2] = {34, 0, 0, 1, 0, (char)0x82};  // protocol 4.1, no name, no password
    if (read(fd, hello, sizeof hello) <= 0 || write(fd, login, sizeof login) < 0 || read(fd, hello, sizeof hello) <= 0) fail("greeting");
}

static int make(char **bytes, const char *line, bool isSphinx, bool isGroonga) {
    size_t size = strlen(line), after = size + 1;
    if (isSphinx) return asprintf(bytes, "%c%c%c%c%c%s", (int)(after & 255), (int)(after >> 8), 0, 0, 3, line);
    if (!isGroonga) return asprintf(bytes, "GET %s HTTP/1.1\r\nHost: hz\r\n\r\n", line);
    *bytes = calloc(1, HEADER + size);
    if (!*bytes) return -1;
    unsigned char header[HEADER] = {MAGIC, [5] = TAIL, [10] = (unsigned char)(size >> 8), [11] = (unsigned char)size};
    memcpy(*bytes, header, HEADER); memcpy(*bytes + HEADER, line, size);
    return (int)(HEADER + size);
}

static int dial(const char *place) {
    struct sockaddr_un path = {.sun_family = AF_UNIX}; strncpy(path.sun_path, place, sizeof path.sun_path - 1);
    struct sockaddr_in port = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(place)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    bool isPort = port.sin_port; int one = 1, fd = socket(isPort ? AF_INET : AF_UNIX, SOCK_STREAM, 0);
    if (connect(fd, isPort ? (struct sockaddr *)&port : (struct sockaddr *)&path, isPort ? sizeof port : sizeof path)) fail("connect");
    if (isPort) setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

int main(int argc, char **argv) {
    if (argc < 5) return 2;
    int n = atoi(argv[2]); double seconds = atof(argv[3]);
    bool isSphinx = argc > 5 && !strcmp(argv[5], "sphinx"), isGroonga = argc > 5 && !strcmp(argv[5], "groonga");
    FILE *file = fopen(argv[4], "r"); static char line[65536];
    while (file && count < 100000 && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        struct request *r = &requests[count++];
        int made = make(&r->bytes, line, isSphinx, isGroonga);
        if (made < 0) fail("memory");
        r->size = (size_t)made;
    }
    if (!count) return 2;
    int poll = epoll_create1(0); struct connection *all = calloc(n, sizeof *all);
    for (int i = 0; i < n; i++) {
        all[i].fd = dial(argv[1]);
        if (isSphinx) greet(all[i].fd);
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = &all[i]}; epoll_ctl(poll, EPOLL_CTL_ADD, all[i].fd, &e);
    }
    size_t most = 20000000, done = 0, bad = 0;
    long *times = malloc(sizeof(long) * most), start = now(), end = start + (long)(seconds * 1e9);
    struct epoll_event events[64];
    for (int i = 0; i < n; i++) ask(&all[i]);
    while (now() < end && done < most) {
        int k = epoll_wait(poll, events, 64, 1000);
        for (int i = 0; i < k; i++) {
            struct connection *c = events[i].data.ptr;
            ssize_t got = read(c->fd, c->answer + c->have, MOST - c->have);
            if (got <= 0) { fprintf(stderr, "hung up\n"); return 1; }
            c->have += (size_t)got;
            State state = isSphinx ? packets(c) : isGroonga ? pieces(c) : http(c);
            if (state == PART) continue;
            bad += state == WRONG;
            times[done++] = now() - c->sent;
            ask(c);
        }
    }
    double took = (now() - start) / 1e9; qsort(times, done, sizeof(long), order);
    printf("%d %.0f %.1f %.1f %zu\n", n, done / took, times[done / 2] / 1e3, times[done * 99 / 100] / 1e3, bad);
}
