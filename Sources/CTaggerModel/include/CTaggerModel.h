#ifndef CTAGGERMODEL_H
#define CTAGGERMODEL_H

#include <stddef.h>

/// The model with which citations are tagged, as `ibid-train` wrote it.
extern const unsigned char tagger_model[];
extern const size_t tagger_model_size;

#endif
