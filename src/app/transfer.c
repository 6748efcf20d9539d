#include "app/transfer.h"

#include <string.h>

#include "app/charge.h"
#include "app/site.h"

static const struct transfer *
of_feature(const struct feature *f, const char *kind)
{
	for (size_t k = 0; k < f->ntransfers; k++) {
		if (strcmp(f->transfers[k]->kind, kind) == 0)
			return f->transfers[k];
	}
	return NULL;
}

const struct transfer *
transfer_find(const struct site *site, const char *kind)
{
	const struct transfer *t = NULL;

	for (size_t i = 0; !t && i < site->nfeatures; i++)
		t = of_feature(site->features[i], kind);
	return t;
}

const struct transfer *
transfer_asked(const struct request *r, const char *kind)
{
	const struct transfer *t = NULL;

	for (size_t i = 0; !t && i < r->site->nfeatures; i++) {
		if (charge_shows(r, r->site->features[i]))
			t = of_feature(r->site->features[i], kind);
	}
	return t;
}
