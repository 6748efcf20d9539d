#include "app/request.h"

#include <string.h>

#include "app/words.h"
#include "base/text.h"

const char *
request_form(const struct request *r, const char *name)
{
	return pairs_get(&r->form, name);
}

const char *
request_query(const struct request *r, const char *name)
{
	return pairs_get(&r->query, name);
}

const char *
request_asked(const struct request *r, const char *name)
{
	const char *s = request_query(r, name);

	return text_blank(s) ? NULL : s;
}

const char *
request_header(const struct request *r, const char *name)
{
	return pairs_get(&r->headers, name);
}

const char *const *
request_form_all(struct request *r, const char *name, size_t *n)
{
	const char **all = arena_array(r->mem, r->form.n + 1, sizeof(*all));
	size_t found = 0;

	for (size_t i = 0; i < r->form.n; i++) {
		if (strcmp(r->form.at[i].name, name) == 0)
			all[found++] = r->form.at[i].value;
	}
	if (n)
		*n = found;
	return all;
}

bool
request_may(const struct request *r, enum right right)
{
	unsigned held = EVERYONE | (r->who ? r->who->rights : 0U);

	return (held & (unsigned)right) != 0;
}

void
request_fault(struct request *r, const char *field, const char *says)
{
	if (r->nfaults < MAX_FAULTS)
		r->faults[r->nfaults++] = (struct fault){ field, words(says) };
}

const char *
request_fault_of(const struct request *r, const char *field)
{
	for (size_t i = 0; i < r->nfaults; i++) {
		if (strcmp(r->faults[i].field, field) == 0)
			return r->faults[i].says;
	}
	return NULL;
}

enum result
request_see(struct request *r, enum result rc, const char *url)
{
	if (!rc)
		r->answer.see = url;
	return rc;
}

const char *
request_saying(struct request *r, const char *url, const char *key)
{
	return arena_fmt(r->mem, "%s%cdone=%s", url,
	    strchr(url, '?') ? '&' : '?', key);
}

void
request_header_add(struct request *r, const char *name, const char *value)
{
	struct answer *a = &r->answer;

	if (a->nheaders < MAX_ANSWER_HEADERS)
		a->headers[a->nheaders++] = (struct pair){ name, value };
}
