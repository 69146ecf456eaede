#include <libxml/xmlversion.h>
// libxml2 may be built with ICU and then includes its headers, which are not those that Foundation
// brings; nothing here needs them.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
