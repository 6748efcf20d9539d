#include "base/pair.h"

#include <string.h>

const char *
pairs_get(const struct pairs *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->at[i].name, name) == 0)
			return p->at[i].value;
	}
	return NULL;
}
