#include "public/hsds_where.h"

#include <assert.h>
#include <string.h>

#include "app/codes.h"
#include "base/text.h"
#include "public/hsds_private.h"

/* What is asked for, as conditions: each narrows what the others leave. */

const char *
hsds_where_mark(struct hsds_where *w, const char *text)
{
	assert(w->n < HSDS_MAX_ARGS);
	w->args[w->n++] = v_text(text);
	return arena_fmt(w->r->mem, "$%zu", w->n);
}

static struct hsds_where
where_new(struct request *r)
{
	struct hsds_where w = { r, buffer_new(r->mem), arena_array(r->mem,
	    HSDS_MAX_ARGS, sizeof(struct value)), 0 };

	buffer_add(&w.sql, " WHERE 1 = 1");
	return w;
}

/* Codes of the list whose label sounds so: words of the pack, nothing typed. */
static void
or_codes(struct hsds_where *w, const char *column, const char *list,
    const char *key)
{
	size_t n, found = 0;
	const struct code *all = codes_list(w->r->codes, list, &n);

	for (size_t i = 0; i < n; i++) {
		if (strstr(text_key_loose(w->r->mem, all[i].label), key))
			buffer_fmt(&w->sql, "%s'%s'", found++ ? ", " :
			    arena_fmt(w->r->mem, " OR %s IN (", column),
			    all[i].code);
	}
	buffer_add(&w->sql, found ? ")" : "");
}

static void
or_towns(struct hsds_where *w, const char *key)
{
	size_t n, found = 0;
	const struct municipality *all = codes_municipalities(w->r->codes, &n);

	for (size_t i = 0; i < n; i++) {
		if (strstr(text_key_loose(w->r->mem, all[i].name), key) ||
		    strstr(text_key_loose(w->r->mem, all[i].kana), key))
			buffer_fmt(&w->sql, "%s'%s'", found++ ? ", " :
			    " OR s.municipality IN (", all[i].code);
	}
	buffer_add(&w->sql, found ? ")" : "");
}

static void
and_word(struct hsds_where *w, const char *word)
{
	const char *key = text_key_loose(w->r->mem, word);

	if (!*key) {
		buffer_add(&w->sql, " AND 1 = 0");
		return;
	}
	buffer_fmt(&w->sql, " AND (instr(s.search, %s) > 0",
	    hsds_where_mark(w, key));
	buffer_fmt(&w->sql, " OR s.number = %s", hsds_where_mark(w, word));
	or_codes(w, "s.kind", "service_kind", key);
	or_codes(w, "s.region", "region", key);
	or_towns(w, key);
	buffer_add(&w->sql, ")");
}

/* What an attribute with a term of this taxonomy says. */
static const char *
said_of(const char *taxonomy)
{
	return strcmp(taxonomy, "refused") == 0 ? "a.answer = 'no'" :
	    "a.answer IN ('yes', 'terms')";
}

static void
and_term(struct hsds_where *w, const struct hsds_term *t)
{
	if (strcmp(t->taxonomy, "service_kind") == 0)
		buffer_fmt(&w->sql, " AND s.kind = %s",
		    hsds_where_mark(w, t->code));
	else
		buffer_fmt(&w->sql, " AND EXISTS (SELECT 1 FROM pub_answer a"
		    " WHERE a.service = s.id AND a.criterion = %s AND %s)",
		    hsds_where_mark(w, t->code), said_of(t->taxonomy));
}

static void
and_taxonomy(struct hsds_where *w, const char *taxonomy)
{
	const char *list = strcmp(taxonomy, "refused") ? taxonomy : NULL;

	if (strcmp(taxonomy, "service_kind") == 0)
		return;
	buffer_fmt(&w->sql, " AND EXISTS (SELECT 1 FROM pub_answer a"
	    " WHERE a.service = s.id AND %s", said_of(taxonomy));
	if (list)
		buffer_fmt(&w->sql, " AND a.criterion IN (SELECT code FROM code"
		    " WHERE list = %s)", hsds_where_mark(w, list));
	buffer_add(&w->sql, ")");
}

/* Ages that nobody told stand in nobody's way. */
static void
and_ages(struct hsds_where *w, const struct hsds_ask *ask)
{
	if (ask->minimum_age >= 0)
		buffer_fmt(&w->sql, " AND (s.age_below = 0 OR"
		    " s.age_below > %lld)", (long long)ask->minimum_age);
	if (ask->maximum_age >= 0)
		buffer_fmt(&w->sql, " AND s.age_from < %lld",
		    (long long)ask->maximum_age + 12);
}

static void
and_classes(struct hsds_where *w, const struct hsds_ask *ask)
{
	for (size_t i = 0; i < ask->nterms; i++)
		and_term(w, ask->terms[i]);
	if (ask->taxonomy)
		and_taxonomy(w, ask->taxonomy);
}

struct hsds_where
hsds_where_services(struct request *r, const struct hsds_ask *ask)
{
	struct hsds_where w = where_new(r);

	if (ask->nothing)
		buffer_add(&w.sql, " AND 1 = 0");
	for (size_t i = 0; i < ask->nwords; i++)
		and_word(&w, ask->words[i]);
	and_classes(&w, ask);
	and_ages(&w, ask);
	if (ask->organization)
		buffer_fmt(&w.sql, " AND s.organization = %s",
		    hsds_where_mark(&w, ask->organization));
	if (ask->modified_after)
		buffer_fmt(&w.sql, " AND s.modified_at >= %s",
		    hsds_where_mark(&w, ask->modified_after));
	return w;
}

struct hsds_where
hsds_where_organizations(struct request *r, const struct hsds_ask *ask)
{
	struct hsds_where w = where_new(r);

	if (ask->nothing)
		buffer_add(&w.sql, " AND 1 = 0");
	for (size_t i = 0; i < ask->nwords; i++) {
		const char *word = ask->words[i];

		buffer_fmt(&w.sql, " AND (instr(o.name, %s) > 0",
		    hsds_where_mark(&w, word));
		buffer_fmt(&w.sql, " OR instr(o.kana, %s) > 0",
		    hsds_where_mark(&w, text_katakana(r->mem, word)));
		buffer_fmt(&w.sql, " OR o.number = %s)",
		    hsds_where_mark(&w, word));
	}
	if (!ask->nterms && !ask->taxonomy)
		return w;
	buffer_add(&w.sql, " AND EXISTS (SELECT 1 FROM pub_service s"
	    " WHERE s.organization = o.id");
	and_classes(&w, ask);
	buffer_add(&w.sql, ")");
	return w;
}
