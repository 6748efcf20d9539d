#include <string.h>

#include "app/codes.h"
#include "app/text_map.h"
#include "base/text.h"
#include "public/hsds_private.h"

/*
 * Four taxonomies: the lists of the pack that a service is classified by, and
 * one of what it said no to, so that a search for a term finds who takes it.
 */
enum { MAX_TERMS = 500 };

static const struct taxonomy {
	const char *name;		/* of the list, or "refused" */
	const char *label, *description;
	const char *before, *after;	/* a term's label, in a sentence */
} taxonomies[] = {
	{ "service_kind", "サービスの種類",
	    "障害福祉サービス・医療・保育・教育などの種類",
	    "種類が「", "」のサービス" },
	{ "care", "医療的ケア",
	    "医療的ケアスコアの14項目。受け入れる（条件付きを含む）ものに付けます",
	    "「", "」の必要な子どもを受け入れる（条件付きを含む）" },
	{ "criterion", "受入れの条件・設備",
	    "夜間・送迎・設備など。対応している（条件付きを含む）ものに付けます",
	    "「", "」に対応している（条件付きを含む）" },
	{ "refused", "対応していない項目",
	    "医療的ケアと条件のうち、対応していないと答えたもの。"
	    "どこにも付いていない項目は、確認できていません",
	    "「", "」には対応していないと答えている" },
};

struct hsds_terms {
	struct request *r;
	struct text_map *by_code;	/* "care suction" -> term */
	const struct hsds_term **all;	/* NULL until asked for */
	size_t nall;
};

static const struct taxonomy *
taxonomy_of(const char *name)
{
	for (size_t i = 0; i < COUNT(taxonomies); i++) {
		if (strcmp(taxonomies[i].name, name) == 0)
			return &taxonomies[i];
	}
	return NULL;
}

struct hsds_terms *
hsds_terms(struct request *r)
{
	struct hsds_terms *t = arena_take(r->mem, sizeof(*t));

	*t = (struct hsds_terms){ .r = r, .by_code = text_map_new(r->mem, 200) };
	return t;
}

static const struct code *
code_of(struct hsds_terms *t, const char *taxonomy, const char *code)
{
	const struct code *c;

	if (strcmp(taxonomy, "refused") != 0)
		return codes_find(t->r->codes, taxonomy, code);
	c = codes_find(t->r->codes, "care", code);
	return c ? c : codes_find(t->r->codes, "criterion", code);
}

static const struct hsds_term *
term_new(struct hsds_terms *t, const struct taxonomy *of,
    const struct code *c, const char *key)
{
	struct hsds_term *term = arena_take(t->r->mem, sizeof(*term));

	*term = (struct hsds_term){ .taxonomy = of->name, .code = c->code,
		.id = hsds_uuid(t->r->mem, "taxonomy_term", key),
		.name = c->label, .description = arena_fmt(t->r->mem,
		"%s%s%s", of->before, c->label, of->after) };
	text_map_put(t->by_code, key, term);
	return term;
}

const struct hsds_term *
hsds_term(struct hsds_terms *t, const char *taxonomy, const char *code)
{
	const char *key = arena_fmt(t->r->mem, "%s %s", taxonomy, code);
	const struct hsds_term *known = text_map_get(t->by_code, key);
	const struct taxonomy *of = taxonomy_of(taxonomy);
	const struct code *c = known || !of ? NULL : code_of(t, taxonomy, code);

	return known ? known : c ? term_new(t, of, c, key) : NULL;
}

static void
add_list(struct hsds_terms *t, const char *taxonomy, const char *list)
{
	size_t n;
	const struct code *all = codes_list(t->r->codes, list, &n);

	for (size_t i = 0; i < n && t->nall < MAX_TERMS; i++)
		t->all[t->nall++] = hsds_term(t, taxonomy, all[i].code);
}

static const struct hsds_term *const *
all_terms(struct hsds_terms *t, size_t *n)
{
	if (!t->all) {
		t->all = arena_array(t->r->mem, MAX_TERMS, sizeof(*t->all));
		add_list(t, "service_kind", "service_kind");
		add_list(t, "care", "care");
		add_list(t, "criterion", "criterion");
		add_list(t, "refused", "care");
		add_list(t, "refused", "criterion");
	}
	*n = t->nall;
	return t->all;
}

static bool
is_found(struct hsds_terms *t, const struct hsds_ask *ask,
    const struct hsds_term *term)
{
	const char *name = text_key_loose(t->r->mem, term->name);

	if (ask->taxonomy && strcmp(ask->taxonomy, term->taxonomy) != 0)
		return false;
	for (size_t i = 0; i < ask->nwords; i++) {
		const char *key = text_key_loose(t->r->mem, ask->words[i]);

		if (!*key || !strstr(name, key))
			return false;
	}
	return !ask->nothing && !ask->below;
}

const struct hsds_term *const *
hsds_terms_found(struct hsds_terms *t, const struct hsds_ask *ask, size_t *n)
{
	size_t total;
	const struct hsds_term *const *all = all_terms(t, &total);
	const struct hsds_term **out = arena_array(t->r->mem, total + 1,
	    sizeof(*out));

	*n = 0;
	for (size_t i = 0; i < total; i++) {
		if (is_found(t, ask, all[i]))
			out[(*n)++] = all[i];
	}
	return out;
}

const struct hsds_term *
hsds_term_of_id(struct hsds_terms *t, const char *id)
{
	size_t n;
	const struct hsds_term *const *all = all_terms(t, &n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i]->id, id) == 0)
			return all[i];
	}
	return NULL;
}

const char *
hsds_taxonomy_of_id(struct hsds_terms *t, const char *id)
{
	for (size_t i = 0; i < COUNT(taxonomies); i++) {
		if (strcmp(hsds_uuid(t->r->mem, "taxonomy",
		    taxonomies[i].name), id) == 0)
			return taxonomies[i].name;
	}
	return NULL;
}

const char *
hsds_taxonomy(size_t i)
{
	return i < COUNT(taxonomies) ? taxonomies[i].name : NULL;
}

void
hsds_put_taxonomy(struct hsds_writer *w, const char *key,
    const char *taxonomy)
{
	const struct taxonomy *of = taxonomy_of(taxonomy);

	hsds_open(w->b, key, "{");
	hsds_part_id(w->b, "taxonomy", of->name);
	hsds_text(w->b, "name", of->label);
	hsds_text(w->b, "description", of->description);
	hsds_close(w->b, "}");
}

void
hsds_put_term(struct hsds_writer *w, const char *key,
    const struct hsds_term *t, enum depth depth)
{
	hsds_open(w->b, key, "{");
	hsds_text(w->b, "id", t->id);
	hsds_text(w->b, "code", t->code);
	hsds_text(w->b, "name", t->name);
	hsds_text(w->b, "description", t->description);
	hsds_text(w->b, "taxonomy", taxonomy_of(t->taxonomy)->label);
	hsds_text(w->b, "taxonomy_id", hsds_uuid(w->r->mem, "taxonomy",
	    t->taxonomy));
	hsds_text(w->b, "language", "ja");
	if (depth == DEEP)
		hsds_put_taxonomy(w, "taxonomy_detail", t->taxonomy);
	hsds_close(w->b, "}");
}
