#include "public/hsds_ask.h"

#include <string.h>

#include "base/text.h"
#include "public/hsds_private.h"

/* Reads the query of a list. */

struct reading {
	struct request *r;
	struct hsds_terms *terms;
	struct hsds_ask *ask;
	const char *name;		/* of the parameter under way */
};

static enum result
refuse(struct reading *in, const char *says)
{
	(void)hsds_problem(in->r, 400, in->name, says);
	return INVALID;
}

static enum result
read_count(struct reading *in, const char *s, int64_t max, int64_t *out)
{
	size_t n = strspn(s, "0123456789");

	*out = 0;
	for (size_t i = 0; i < n && *out <= max; i++)
		*out = *out * 10 + (s[i] - '0');
	if (!n || s[n] || *out < 1 || *out > max)
		return refuse(in, arena_fmt(in->r->mem,
		    "1から%lldまでの整数を指定してください。", (long long)max));
	return OK;
}

static enum result
read_bool(struct reading *in, const char *s, bool *out)
{
	*out = strcmp(s, "true") == 0;
	if (!*out && strcmp(s, "false") != 0)
		return refuse(in, "trueかfalseを指定してください。");
	return OK;
}

static enum result
read_id(struct reading *in, const char *s)
{
	if (!hsds_is_uuid(s))
		return refuse(in, "UUID（小文字）を指定してください。");
	return OK;
}

static enum result
read_search(struct reading *in, const char *s)
{
	struct hsds_ask *ask = in->ask;
	char *copy, *save = NULL;

	if (text_length(s) > ASK_MAX_SEARCH)
		return refuse(in, "200文字までで指定してください。");
	copy = arena_text(in->r->mem, text_fold_width(in->r->mem, s));
	for (char *w = strtok_r(copy, " \t\n", &save); w;
	    w = strtok_r(NULL, " \t\n", &save)) {
		if (ask->nwords == ASK_MAX_WORDS)
			return refuse(in, "10語までで指定してください。");
		ask->words[ask->nwords++] = w;
	}
	return OK;
}

static enum result
read_format(struct reading *in, const char *s)
{
	in->ask->ndjson = strcmp(s, "ndjson") == 0;
	if (!in->ask->ndjson && strcmp(s, "json") != 0)
		return refuse(in, "jsonかndjsonを指定してください。");
	return OK;
}

static enum result
read_term(struct reading *in, const char *s)
{
	struct hsds_ask *ask = in->ask;
	enum result rc = read_id(in, s);
	const struct hsds_term *term;

	if (rc)
		return rc;
	if (ask->nterms == ASK_MAX_TERMS)
		return refuse(in, "10個までで指定してください。");
	term = hsds_term_of_id(in->terms, s);
	if (term)
		ask->terms[ask->nterms++] = term;
	else
		ask->nothing = true;
	return OK;
}

static enum result
read_taxonomy(struct reading *in, const char *s)
{
	enum result rc = read_id(in, s);

	if (rc)
		return rc;
	in->ask->taxonomy = hsds_taxonomy_of_id(in->terms, s);
	in->ask->nothing |= !in->ask->taxonomy;
	return OK;
}

static enum result
read_modified(struct reading *in, const char *s)
{
	in->ask->modified_after = hsds_instant(in->r->mem, s);
	if (!in->ask->modified_after)
		return refuse(in, "2026-04-01か2026-04-01T09:00:00Zのように"
		    "指定してください。");
	return OK;
}

static enum result
read_age(struct reading *in, const char *s, int64_t *months)
{
	size_t n = strspn(s, "0123456789");

	*months = 0;
	for (size_t i = 0; i < n && i < 3; i++)
		*months = *months * 10 + (s[i] - '0');
	*months *= 12;
	if (!n || n > 3 || s[n])
		return refuse(in, "年齢を0から999までの整数で指定してください。");
	return OK;
}

static enum result
read_one(struct reading *in, const char *s)
{
	struct hsds_ask *ask = in->ask;
	const char *name = in->name;

	if (strcmp(name, "search") == 0)
		return read_search(in, s);
	if (strcmp(name, "page") == 0)
		return read_count(in, s, ASK_MAX_PAGE, &ask->page);
	if (strcmp(name, "per_page") == 0)
		return read_count(in, s, ask->minimal ? ASK_MAX_MINIMAL :
		    ASK_MAX_PER_PAGE, &ask->per_page);
	if (strcmp(name, "format") == 0)
		return read_format(in, s);
	if (strcmp(name, "taxonomy_term_id") == 0)
		return read_term(in, s);
	if (strcmp(name, "taxonomy_id") == 0)
		return read_taxonomy(in, s);
	if (strcmp(name, "modified_after") == 0)
		return read_modified(in, s);
	if (strcmp(name, "minimal") == 0)
		return read_bool(in, s, &ask->minimal);
	if (strcmp(name, "full") == 0)
		return read_bool(in, s, &ask->full);
	if (strcmp(name, "full_service") == 0)
		return read_bool(in, s, &ask->full_service);
	if (strcmp(name, "top_only") == 0)
		return read_bool(in, s, &(bool){ false });
	if (strcmp(name, "minimum_age") == 0)
		return read_age(in, s, &ask->minimum_age);
	if (strcmp(name, "maximum_age") == 0)
		return read_age(in, s, &ask->maximum_age);
	ask->below |= strcmp(name, "parent_id") == 0;
	if (strcmp(name, "organization_id") == 0)
		ask->organization = s;
	return read_id(in, s);
}

static bool
is_taken(const char *name, unsigned takes)
{
	for (size_t i = 0; i < hsds_nparameters(); i++) {
		if (strcmp(hsds_parameters[i].name, name) == 0)
			return hsds_parameters[i].of & takes;
	}
	return false;
}

static const char *
known(struct request *r, unsigned takes)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < hsds_nparameters(); i++) {
		if (hsds_parameters[i].of & takes)
			buffer_fmt(&b, "%s%s", b.len ? "、" : "",
			    hsds_parameters[i].name);
	}
	if (!b.len)
		return "このアドレスは条件を受け取りません。";
	return arena_fmt(r->mem, "この条件はありません。使えるのは%sです。",
	    b.s);
}

static bool
came_before(const struct pairs *q, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (strcmp(q->at[k].name, q->at[i].name) == 0)
			return true;
	}
	return false;
}

/* `minimal` goes first, for it says how long a page may be. */
static enum result
read_all(struct reading *in, unsigned takes, bool first)
{
	const struct pairs *q = &in->r->query;
	enum result rc = OK;

	for (size_t i = 0; !rc && i < q->n; i++) {
		in->name = q->at[i].name;
		if ((strcmp(in->name, "minimal") == 0) != first)
			continue;
		if (!is_taken(in->name, takes))
			rc = refuse(in, known(in->r, takes));
		else if (strcmp(in->name, "taxonomy_term_id") != 0 &&
		    came_before(q, i))
			rc = refuse(in, "1回だけ指定してください。");
		else
			rc = read_one(in, q->at[i].value);
	}
	return rc;
}

enum result
hsds_ask(struct request *r, struct hsds_terms *terms, unsigned takes,
    struct hsds_ask *out)
{
	struct reading in = { r, terms, out, NULL };
	const char *accept = request_header(r, "accept");
	enum result rc;

	*out = (struct hsds_ask){ .page = 1, .minimum_age = -1,
		.maximum_age = -1 };
	if ((takes & ASK_PAGE) && accept)
		out->ndjson = strstr(accept, "ndjson") != NULL;
	rc = read_all(&in, takes, true);
	if (!rc)
		rc = read_all(&in, takes, false);
	if (!out->per_page)
		out->per_page = out->minimal ? ASK_MAX_MINIMAL : ASK_PER_PAGE;
	return rc;
}
