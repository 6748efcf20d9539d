#include <string.h>

#include "app/site.h"
#include "base/text.h"
#include "features/child/child_page.h"
#include "features/child/child_sql.h"

/* The same child is often told of twice: by another caller, in other letters. */

enum { BY_KANA = 50 };

static bool
same_key(struct request *r, const char *a, const char *b)
{
	return a && b && strcmp(text_key_loose(r->mem, a),
	    text_key_loose(r->mem, b)) == 0;
}

static bool
same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* 3: name and birth date; 2: name, and nothing speaks against it; 1: born that
 * day in that place; 0: another child. */
static int
likeness(struct request *r, const struct child *a, const struct child *b,
    const char **why)
{
	bool name = same_key(r, a->kana, b->kana) ||
	    same_key(r, a->name, b->name);
	bool born = same(a->born_on, b->born_on);
	bool place = same(a->municipality, b->municipality);

	if (name && born)
		return *why = "名前と生年月日が同じ", 3;
	if (name && place && !(a->born_on && b->born_on))
		return *why = "名前と市町村が同じ（生年月日は片方が不明）", 2;
	if (name && !(a->born_on && b->born_on))
		return *why = "名前が同じ（生年月日は片方が不明）", 2;
	if (name && place)
		return *why = "名前と市町村が同じ（生年月日が違う）", 2;
	if (born && place)
		return *why = "生年月日と市町村が同じ", 1;
	return 0;
}

struct found {
	struct child_alike *at;
	int likeness[CHILD_MAX_ALIKE];
	size_t n;
};

/* Kept in order; beyond the last place the least alike is let go. */
static void
keep(struct found *f, const struct child *c, int how, const char *why)
{
	size_t i = f->n;

	for (size_t k = 0; k < f->n; k++)
		if (strcmp(f->at[k].child.id, c->id) == 0)
			return;
	while (i && f->likeness[i - 1] < how)
		i--;
	if (i == CHILD_MAX_ALIKE)
		return;
	if (f->n < CHILD_MAX_ALIKE)
		f->n++;
	memmove(f->at + i + 1, f->at + i, (f->n - 1 - i) * sizeof(*f->at));
	memmove(f->likeness + i + 1, f->likeness + i,
	    (f->n - 1 - i) * sizeof(*f->likeness));
	f->at[i] = (struct child_alike){ *c, why };
	f->likeness[i] = how;
}

static void
consider(struct request *r, const struct child *c, const struct rows *rows,
    struct found *f)
{
	for (size_t i = 0; i < rows->nrows; i++) {
		struct child other;
		const char *why = "";
		int how;

		if (!record_load(r, &child_record, rows, i, &other) ||
		    (c->id && strcmp(c->id, other.id) == 0))
			continue;
		how = likeness(r, c, &other, &why);
		if (how)
			keep(f, &other, how, why);
	}
}

/* Everybody whose name fits, by the names in memory. */
static enum result
by_name(struct request *r, const char *name, const struct child *c,
    struct found *f)
{
	struct search_hits hits = { 0 };
	struct rows rows = { 0 };
	enum result rc;

	if (text_blank(name))
		return OK;
	rc = search_find(r, r->site->children, name, NULL, 0, BY_KANA, &hits);
	if (!rc)
		rc = child_sql_rows(r, &hits, &rows);
	if (!rc)
		consider(r, c, &rows, f);
	return rc;
}

enum result
child_find_alike(struct request *r, const struct child *c,
    struct child_alike *out, size_t *n)
{
	struct found f = { .at = out };
	struct rows rows = { 0 };
	bool damaged = r->damaged;
	enum result rc = by_name(r, c->kana, c, &f);

	if (!rc)
		rc = by_name(r, c->name, c, &f);
	if (!rc && c->born_on)
		rc = child_sql_born_on(r, c->born_on, &rows);
	if (!rc)
		consider(r, c, &rows, &f);
	/* What does not open of others keeps nobody from being registered. */
	r->damaged = damaged;
	*n = f.n;
	return rc;
}
