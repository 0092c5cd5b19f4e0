/* A disk that takes four milliseconds to flush, whatever the real one does: loaded before a program (LD_PRELOAD), so that rates can be
   compared on machines whose disks keep what they were told only in memory. Nothing that is measured with it has to last. */

#include <errno.h>
#include <time.h>

static const long FLUSH = 4000000;

/* Sleeps on after a signal: PostgreSQL takes a flush that was interrupted for a failed disk. */
static int flush(void) {
    struct timespec left = {0, FLUSH};
    while (nanosleep(&left, &left) == -1 && errno == EINTR) {
    }
    return 0;
}

int fsync(int file) {
    (void)file;
    return flush();
}

int fdatasync(int file) {
    (void)file;
    return flush();
}
