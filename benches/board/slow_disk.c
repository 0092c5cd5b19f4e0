/* A disk that takes four milliseconds to flush, whatever the real one does: loaded before a program (LD_PRELOAD), so that rates can be
   compared on machines whose disks keep what they were told only in memory. Nothing that is measured with it has to last. */

#include <unistd.h>

static const useconds_t FLUSH = 4000;

int fsync(int file) {
    (void)file;
    return usleep(FLUSH);
}

int fdatasync(int file) {
    (void)file;
    return usleep(FLUSH);
}
