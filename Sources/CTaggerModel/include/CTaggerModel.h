#ifndef CTAGGERMODEL_H
#define CTAGGERMODEL_H

#include <stddef.h>

/// The model with which citations are tagged, as `ibid-train` wrote it.
const void *_Nonnull tagger_model(size_t *_Nonnull size);

#endif
