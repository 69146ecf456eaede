#include "CTaggerModel.h"

// C takes in a file at once where a Swift array literal of its size takes minutes.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char model[] = {
#embed "citations.model"
};

const void *tagger_model(size_t *size) {
  *size = sizeof model;
  return model;
}
