#include "app/transfer.h"

#include <string.h>

#include "app/site.h"

const struct transfer *
transfer_find(const struct site *site, const char *kind)
{
	for (size_t i = 0; i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		for (size_t k = 0; k < f->ntransfers; k++) {
			if (strcmp(f->transfers[k]->kind, kind) == 0)
				return f->transfers[k];
		}
	}
	return NULL;
}
