#include "CTaggerModel.h"

// C takes in a file at once where a Swift array literal of its size takes minutes.
#pragma clang diagnostic ignored "-Wc23-extensions"
const unsigned char tagger_model[] = {
#embed "citations.model"
};

const size_t tagger_model_size = sizeof tagger_model;
