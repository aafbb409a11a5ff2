#ifndef CHZ_SANDBOX_H
#define CHZ_SANDBOX_H

#include <stddef.h>
#include <stdint.h>

/* What Swift cannot reach: variadic system calls, control messages, filters of system calls. */

/* Takes from this process, for good, what parsing a page does not need: more memory than `memory` bytes of addresses, core
   files, all open files above number 3, writing to files, new privileges, opening files, the network, other processes. Dies with its parent.
   0, or an error number; a kernel without filters is no error. */
int chz_confine(uint64_t memory);

/* From now on this thread's process may use `seconds` more of processor time; then SIGXCPU ends it. 0 or an error number. */
int chz_limit_time(uint32_t seconds);

/* Sends bytes, with an open file if `descriptor` is not negative, over a Unix socket; all of them. 0 or an error number. */
int chz_send(int socket, const void *bytes, size_t count, int descriptor);

/* Receives exactly `count` bytes and at most one open file, -1 for none. 0, an error number, or -1 where the other side
   has closed before the first byte. ETIMEDOUT where they are not all there after `milliseconds`; negative: for ever. */
int chz_receive(int socket, void *bytes, size_t count, int *descriptor, int64_t milliseconds);

#endif
