#include "base/uuid5.h"

#include <string.h>

#include "tests/kit.h"

#define NAMES_OF_HOSTS "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
#define NAMES_OF_PAGES "6ba7b811-9dad-11d1-80b4-00c04fd430c8"

/* The namespaces are those of RFC 4122, the first id that of its appendix B as
 * erratum 1352 has it; the third is ours and must never change. */
UNIT(uuid5_is_what_the_standard_says)
{
	struct arena *mem = arena_new();

	EXPECT(!strcmp(uuid5(mem, NAMES_OF_HOSTS, "www.example.com"),
	    "2ed6657d-e927-568b-95e1-2665a8aea6a2"));
	EXPECT(!strcmp(uuid5(mem, NAMES_OF_HOSTS, "python.org"),
	    "886313e1-3b8a-5372-9b90-0c9aee199e5d"));
	EXPECT(!strcmp(uuid5(mem, UUID5_TSUNAGU, "つなぐ"),
	    "d53c0a2e-7885-5218-9d69-c1dd7b8b242e"));
	arena_free(mem);
}

/* 16 bytes of namespace before it: around the ends of a block. */
UNIT(uuid5_takes_names_of_any_length)
{
	static const struct {
		int n;
		const char *id;
	} known[] = {
		{ 0, "1b4db7eb-4057-5ddf-91e0-36dec72071f5" },
		{ 39, "615eac0e-03db-567b-8580-916c1aca1cc2" },
		{ 40, "c5c985c8-6875-5a42-b6e3-2872703afed4" },
		{ 47, "60100e11-180f-59cb-911f-bdb3aa734c9d" },
		{ 48, "aa33c522-9edc-58a5-b5af-e2a12995886e" },
	};
	struct arena *mem = arena_new();
	char name[64];

	for (size_t i = 0; i < COUNT(known); i++) {
		memset(name, 'a', sizeof(name));
		name[known[i].n] = '\0';
		EXPECT(!strcmp(uuid5(mem, NAMES_OF_PAGES, name), known[i].id));
	}
	arena_free(mem);
}

UNIT(uuid5_refuses_a_namespace_that_is_none)
{
	struct arena *mem = arena_new();

	EXPECT(!uuid5(mem, "", "x"));
	EXPECT(!uuid5(mem, "6ba7b810-9dad-11d1-80b4-00c04fd430c", "x"));
	EXPECT(!uuid5(mem, "6ba7b810-9dad-11d1-80b4-00c04fd430cg", "x"));
	EXPECT(!uuid5(mem, NAMES_OF_HOSTS "0", "x"));
	arena_free(mem);
}
