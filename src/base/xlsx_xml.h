#ifndef BASE_XLSX_XML_H
#define BASE_XLSX_XML_H

#include <expat.h>
#include <stdbool.h>

#include "base/xlsx_parts.h"

/*
 * The XML of a workbook's part, told element by element. The handlers' first
 * argument is the parser: XML_GetUserData gives the reader, XML_StopParser ends
 * the walk.
 */
struct xlsx_xml {
	XML_StartElementHandler start;
	XML_EndElementHandler end;
	XML_CharacterDataHandler text;	/* or NULL */
};

/* A part that is empty says nothing. False: not well-formed, stopped, or it
 * declares an entity: that is how XML bombs are made. */
bool	xlsx_xml_walk(const struct xlsx_part *, const struct xlsx_xml *,
    void *reader) MUST_CHECK;

/* Whether the element has this name, whatever prefix stands before it. */
bool	xlsx_xml_is(const char *element, const char *name);
/* NULL when there is none. Attributes of the format itself have no prefix. */
const char *xlsx_xml_attribute(const char **atts, const char *name);

#endif
