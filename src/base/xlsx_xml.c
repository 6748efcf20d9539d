#include "base/xlsx_xml.h"

#include <string.h>

static void XMLCALL
refuse_entity(void *parser, const char *name, int parameter,
    const char *value, int n, const char *base, const char *system,
    const char *public, const char *notation)
{
	(void)name;
	(void)parameter;
	(void)value;
	(void)n;
	(void)base;
	(void)system;
	(void)public;
	(void)notation;
	XML_StopParser(parser, XML_FALSE);
}

bool
xlsx_xml_walk(const struct xlsx_part *part, const struct xlsx_xml *xml,
    void *reader)
{
	XML_Parser parser;
	bool fine;

	if (!part->len)
		return true;
	parser = XML_ParserCreate(NULL);
	if (!parser)
		return false;
	XML_SetUserData(parser, reader);
	XML_UseParserAsHandlerArg(parser);
	XML_SetEntityDeclHandler(parser, refuse_entity);
	XML_SetElementHandler(parser, xml->start, xml->end);
	XML_SetCharacterDataHandler(parser, xml->text);
	fine = XML_Parse(parser, part->bytes, (int)part->len, 1) ==
	    XML_STATUS_OK;
	XML_ParserFree(parser);
	return fine;
}

bool
xlsx_xml_is(const char *element, const char *name)
{
	const char *colon = strchr(element, ':');

	return strcmp(colon ? colon + 1 : element, name) == 0;
}

const char *
xlsx_xml_attribute(const char **atts, const char *name)
{
	for (; *atts; atts += 2) {
		if (strcmp(atts[0], name) == 0)
			return atts[1];
	}
	return NULL;
}
