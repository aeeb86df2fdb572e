#include <libxml/xmlversion.h>
// Debian's libxml2 converts encodings with ICU; its headers clash with Foundation's own copy and are not needed here.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
