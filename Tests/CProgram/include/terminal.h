#include <stddef.h>
#include <sys/types.h>

/// Opens a new pseudo-terminal, as the side that types, and copies the name of the other side.
/// Returns a descriptor that no program inherits, or -1.
int terminal_open(char *name, size_t size);

/// Starts a program as the leader of a session that the terminal of a name controls.
/// Returns 0, or the number of an error.
int terminal_spawn(
    const char *name, const char *folder, char *const words[], char *const variables[],
    pid_t *child);
