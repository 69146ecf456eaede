#include <spawn.h>

/// Attributes of a program that treats signals as it would in a shell: whoever runs the tests may have
/// blocked some, or ignore them.
void program_attributes(posix_spawnattr_t *attributes, short flags);
