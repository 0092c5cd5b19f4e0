/* A disk that fails when it is told to, loaded before the board (LD_PRELOAD): of the calls that write or flush files with a
   certain name, some are answered with an error. What is to fail stands in a file of eight 32-bit numbers that both sides map
   (DISK_FAULTS, whose name board's own files must not contain):
     0 kinds that count: 1 writes, 2 flushes, 4 truncations   1 countdown: the call at which it reaches nought fails
     2 how many calls fail from there on                      3 errno they fail with
     4 calls counted so far                                   5 calls that failed so far
     6 seconds that the clock is ahead                        7 not used */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { KINDS, COUNTDOWN, BURST, ERRNO, CALLS, FAILED, AHEAD, NUMBERS = 8 };
static int *volatile orders;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("DISK_FAULTS");
    int file = name ? open(name, O_RDWR) : -1;
    if (file < 0) return;
    void *mapped = mmap(NULL, NUMBERS * sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapped != MAP_FAILED) orders = mapped;
    close(file);
}

static int is_database(int file) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, "weerwoord.db") != NULL;
}

/* Whether this call is to fail. */
static int fails(int file, int kind) {
    if (!orders || !(orders[KINDS] & kind) || !is_database(file)) return 0;
    pthread_mutex_lock(&lock);
    int failing = 0;
    orders[CALLS]++;
    if (orders[COUNTDOWN] > 0 && --orders[COUNTDOWN] == 0) failing = 1;
    else if (orders[COUNTDOWN] < 0 && orders[BURST] > 0) failing = 1;
    if (failing) {
        orders[FAILED]++;
        orders[COUNTDOWN] = --orders[BURST] > 0 ? -1 : 0;
    }
    pthread_mutex_unlock(&lock);
    if (failing) errno = orders[ERRNO];
    return failing;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    return fails(file, 1) ? -1 : REAL(pwrite)(file, bytes, count, at);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    return fails(file, 1) ? -1 : REAL(pwrite64)(file, bytes, count, at);
}
ssize_t write(int file, const void *bytes, size_t count) {
    return fails(file, 1) ? -1 : REAL(write)(file, bytes, count);
}
int fsync(int file) { return fails(file, 2) ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return fails(file, 2) ? -1 : REAL(fdatasync)(file); }
int ftruncate(int file, off_t length) { return fails(file, 4) ? -1 : REAL(ftruncate)(file, length); }
int ftruncate64(int file, off64_t length) { return fails(file, 4) ? -1 : REAL(ftruncate64)(file, length); }

int clock_gettime(clockid_t clock, struct timespec *time) {
    int outcome = REAL(clock_gettime)(clock, time);
    if (outcome == 0 && orders && clock == CLOCK_REALTIME) time->tv_sec += orders[AHEAD];
    return outcome;
}
