#include <sys/types.h>

/// Starts a program in a folder with these as standard input, output and errors.
/// Returns 0, or the number of an error.
int program_spawn(
    const char *folder, char *const words[], char *const variables[], const int streams[3],
    pid_t *child);
