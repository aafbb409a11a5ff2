// For sigaction and siginfo_t.
#define _GNU_SOURCE

#include "CHZKernels.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <unistd.h>

// The handler may be called at any instruction that reads a mapping: it only reads atomics and calls mmap(2), which is a
// bare system call on Linux (libwayland-server does the same for the memory of its clients).

enum { slot_count = 8192 };

static struct {
    atomic_uintptr_t start;  // 0: free; 1: taken, its end not yet set
    atomic_uintptr_t end;
    atomic_bool lost;
} slots[slot_count];

static atomic_int used;  // no slot from here on was ever taken
static atomic_ulong lost_pages;
static atomic_int state;  // 0: not asked for, 1: being installed, 2: in place
static uintptr_t page_mask;
static struct sigaction before;

static void on_bus_error(int signal_number, siginfo_t *info, void *context) {
    uintptr_t address = (uintptr_t)info->si_addr;
    int count = atomic_load(&used);
    for (int i = 0; i < count; ++i) {
        uintptr_t start = atomic_load(&slots[i].start);
        if (start <= 1 || address < start || address >= atomic_load(&slots[i].end)) continue;
        void *page = (void *)(address & page_mask);
        if (mmap(page, ~page_mask + 1, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED) break;
        atomic_store(&slots[i].lost, true);
        atomic_fetch_add(&lost_pages, 1);
        return;
    }
    // None of ours: whoever was asked before decides, or the process ends when the instruction is run again.
    if (before.sa_flags & SA_SIGINFO) {
        before.sa_sigaction(signal_number, info, context);
    } else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN) {
        before.sa_handler(signal_number);
    } else {
        signal(SIGBUS, SIG_DFL);
    }
}

void hz_survive_lost_pages(void) {
    int expected = 0;
    if (!atomic_compare_exchange_strong(&state, &expected, 1)) return;
    page_mask = ~((uintptr_t)sysconf(_SC_PAGESIZE) - 1);
    sigaction(SIGBUS, NULL, &before);
    struct sigaction action = {.sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGBUS, &action, NULL) == 0) atomic_store(&state, 2);
}

int hz_watch_mapping(const void *start, size_t length) {
    if (atomic_load(&state) != 2) return -1;
    for (int i = 0; i < slot_count; ++i) {
        uintptr_t expected = 0;
        if (atomic_load(&slots[i].start) != 0) continue;
        if (!atomic_compare_exchange_strong(&slots[i].start, &expected, 1)) continue;
        atomic_store(&slots[i].lost, false);
        atomic_store(&slots[i].end, (uintptr_t)start + length);
        int count = atomic_load(&used);
        while (count <= i && !atomic_compare_exchange_weak(&used, &count, i + 1)) {}
        atomic_store(&slots[i].start, (uintptr_t)start);
        return i;
    }
    return -1;
}

void hz_unwatch_mapping(int slot) {
    if (slot >= 0) atomic_store(&slots[slot].start, 0);
}

int hz_mapping_lost_pages(int slot) { return slot >= 0 && atomic_load(&slots[slot].lost); }

unsigned long hz_lost_pages(void) { return atomic_load_explicit(&lost_pages, memory_order_relaxed); }
