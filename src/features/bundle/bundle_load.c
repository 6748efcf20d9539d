#include <string.h>

#include "app/codes.h"
#include "base/text.h"
#include "base/uuid5.h"
#include "features/bundle/bundle_private.h"
#include "features/directory/directory.h"

/* What may go out, with what is hidden left out. */

size_t
bundle_column(const struct allowed_table *t, const char *column)
{
	size_t i = 0;

	while (i < t->n && strcmp(t->columns[i].column, column) != 0)
		i++;
	assert(i < t->n);
	return i;
}

const char **
bundle_cell(const struct pubs *all, const struct pub *p, const char *column)
{
	return &p->cells[bundle_column(all->table, column)];
}

static bool
is_hidden(const struct allowed *c, const char *const *veils)
{
	const char *hides = c->hides ? c->hides : c->column;
	char word[40];

	if (!*veils[0] && !*veils[1])
		return false;
	for (const char *s = hides; *s;) {
		size_t n = strcspn(s, ",");

		snprintf(word, sizeof(word), "%.*s", (int)n, s);
		if (text_set_has(veils[0], word) ||
		    text_set_has(veils[1], word))
			return true;
		s += n + (s[n] == ',');
	}
	return false;
}

static const char *
published(struct arena *mem, const struct allowed *c, const char *cell,
    const char *const *veils)
{
	switch (c->as) {
	case AS_TOLD: return cell;
	case AS_TEXT:
		return cell && *cell && !is_hidden(c, veils) ? cell : NULL;
	case AS_NUMBER: return cell && !is_hidden(c, veils) ? cell : "0";
	case AS_ID: return cell ? uuid5(mem, UUID5_TSUNAGU, cell) : NULL;
	case AS_OPENED: case AS_MADE: break;
	}
	return NULL;
}

/* All rows of a table, each as it may go out. */
static enum result
load(struct bundle *b, const struct allowed_table *t, struct pubs *out,
    const struct rows **source)
{
	struct arena *mem = b->r->mem;
	struct rows *rows = arena_take(mem, sizeof(*rows));
	enum result rc = bundle_sql_rows(b->r, t, rows);

	*source = rows;
	out->table = t;
	out->at = arena_array(mem, rows->nrows + 1, sizeof(*out->at));
	out->by_id = text_map_new(mem, rows->nrows);
	for (size_t i = 0; !rc && i < rows->nrows; i++) {
		const char *const *from = rows->cells + i * rows->ncols;
		struct pub *p = &out->at[i];

		p->cells = arena_array(mem, t->n, sizeof(*p->cells));
		for (size_t k = 0; k < t->n; k++)
			p->cells[k] = published(mem, &t->columns[k], from[k],
			    from + t->n);
		p->of = from[0];
		p->id = p->cells[0];
	}
	out->n = rc ? 0 : rows->nrows;
	return rc;
}

/* Keeps a row: those that stay move up over those that do not. */
static void
keep(struct pubs *all, size_t *n, const struct pub *p)
{
	all->at[*n] = *p;
	text_map_put(all->by_id, p->of, &all->at[(*n)++]);
}

static const struct pub *
parent(const struct pubs *all, const struct rows *source, size_t row,
    size_t column)
{
	const char *of = source->cells[row * source->ncols + column];

	return of ? text_map_get(all->by_id, of) : NULL;
}

static enum result
load_organizations(struct bundle *b)
{
	const struct rows *source;
	struct pubs *all = &b->organizations;
	enum result rc = load(b, &bundle_organizations, all, &source);
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		if (*bundle_cell(all, &all->at[i], "name"))
			keep(all, &n, &all->at[i]);
	}
	all->n = n;
	return rc;
}

static enum result
load_locations(struct bundle *b)
{
	const size_t at = bundle_column(&bundle_locations, "organization");
	const struct rows *source;
	struct pubs *all = &b->locations;
	enum result rc = load(b, &bundle_locations, all, &source);
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		struct pub *p = &all->at[i];

		if (!*bundle_cell(all, p, "name"))
			continue;
		p->organization = parent(&b->organizations, source, i, at);
		p->cells[at] = p->organization ? p->organization->id : NULL;
		*bundle_cell(all, p, "region") = codes_region(b->r->codes,
		    *bundle_cell(all, p, "municipality"), b->r->today);
		keep(all, &n, p);
	}
	all->n = n;
	return rc;
}

static struct pub *
mine(const struct pubs *all, const struct pub *p)
{
	return &all->at[p - all->at];
}

static const char *
search_of(struct arena *mem, const char *name, const char *kana,
    const char *own)
{
	return arena_fmt(mem, "%s %s %s", text_key_loose(mem, name),
	    text_key_loose(mem, kana ? kana : ""),
	    text_key_loose(mem, own ? own : ""));
}

/* What a service has from its place, of what is published of that. */
static void
follow(struct bundle *b, struct pub *p)
{
	const struct pubs *all = &b->services, *places = &b->locations;
	const struct pub *at = p->on;
	const char *name = *bundle_cell(places, at, "name");
	const char *kana = *bundle_cell(places, at, "kana");

	mine(places, at)->used = true;
	p->organization = at->organization;
	if (p->organization) {
		mine(&b->organizations, p->organization)->used = true;
		*bundle_cell(all, p, "organization") = p->organization->id;
	}
	*bundle_cell(all, p, "kana") = kana ? kana : name;
	*bundle_cell(all, p, "search") =
	    search_of(b->r->mem, name, kana, *bundle_cell(all, p, "name"));
	*bundle_cell(all, p, "municipality") =
	    *bundle_cell(places, at, "municipality");
	*bundle_cell(all, p, "region") = *bundle_cell(places, at, "region");
}

/* Of those whose parent is there. */
static enum result
load_children(struct bundle *b, const struct allowed_table *t, struct pubs *all,
    const struct pubs *parents, const char *column)
{
	const size_t at = bundle_column(t, column);
	const struct rows *source;
	enum result rc = load(b, t, all, &source);
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		struct pub *p = &all->at[i];

		p->on = parent(parents, source, i, at);
		if (p->on)
			keep(all, &n, p);
	}
	all->n = n;
	return rc;
}

static enum result
add_closed(struct bundle *b)
{
	const struct query *insert = bundle_sql_insert(b->r->mem,
	    &bundle_closed, 1);
	struct pubs all = { 0 };
	const struct rows *source;
	enum result rc = load(b, &bundle_closed, &all, &source);

	for (size_t i = 0; i < all.n; i++)
		bundle_add(b, insert, (const char *const *)all.at[i].cells,
		    bundle_closed.n);
	return rc;
}

enum result
bundle_load(struct bundle *b)
{
	enum result rc = load_organizations(b);

	if (!rc)
		rc = load_locations(b);
	if (!rc)
		rc = load_children(b, &bundle_services, &b->services,
		    &b->locations, "location");
	for (size_t i = 0; !rc && i < b->services.n; i++)
		follow(b, &b->services.at[i]);
	if (!rc)
		rc = load_children(b, &bundle_rooms, &b->rooms, &b->services,
		    "service");
	return rc ? rc : add_closed(b);
}
