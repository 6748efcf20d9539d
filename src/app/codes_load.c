#include <stdlib.h>
#include <string.h>

#include "app/codes_snapshot.h"
#include "base/text.h"

/* A snapshot of settings, lists, municipalities and plan out of the database. */

static const char *const *
split_bars(struct arena *mem, const char *s)
{
	char *copy = arena_text(mem, s), *save = NULL;
	size_t n = 1;
	const char **out;

	for (const char *p = s; *p; p++)
		n += *p == '|';
	out = arena_array(mem, n + 1, sizeof(*out));
	n = 0;
	for (char *a = strtok_r(copy, "|", &save); a;
	    a = strtok_r(NULL, "|", &save))
		out[n++] = a;
	return out;
}

static int64_t
number(const char *s)
{
	return s ? strtoll(s, NULL, 10) : 0;
}

static enum result
load_settings(struct db *db, struct arena *mem, struct codes *codes)
{
	static const struct query q = {
		"codes.settings", "SELECT name, value FROM setting"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, &q, NO_ARGS, &rows);

	codes->settings = text_map_new(mem, rows.nrows);
	for (size_t i = 0; i < rows.nrows; i++)
		text_map_put(codes->settings, rows.cells[i * 2],
		    rows.cells[i * 2 + 1]);
	return rc;
}

static void
add_spelling(struct arena *mem, struct code_list *l, const char *text,
    const struct code *c)
{
	const char *key = text_key(mem, text);
	struct spelling *s = arena_take(mem, sizeof(*s));

	s->code = c;
	s->next = text_map_get(l->by_key, key);
	text_map_put(l->by_key, key, s);
}

static void
index_list(struct arena *mem, struct code_list *l)
{
	l->by_code = text_map_new(mem, l->n);
	l->by_key = text_map_new(mem, l->n * 4);
	for (size_t i = 0; i < l->n; i++) {
		const struct code *c = &l->codes[i];

		text_map_put(l->by_code, c->code, c);
		add_spelling(mem, l, c->code, c);
		add_spelling(mem, l, c->label, c);
		if (strcmp(c->label_short, c->label) != 0)
			add_spelling(mem, l, c->label_short, c);
		for (size_t k = 0; c->aliases[k]; k++)
			add_spelling(mem, l, c->aliases[k], c);
	}
}

static struct code
code_of(struct arena *mem, const struct rows *rows, size_t i)
{
	return (struct code){
		.list = rows_cell(rows, i, "list"),
		.code = rows_cell(rows, i, "code"),
		.label = rows_cell(rows, i, "label"),
		.label_short = rows_cell(rows, i, "label_short"),
		.valid_from = rows_cell(rows, i, "valid_from"),
		.valid_to = rows_cell(rows, i, "valid_to"),
		.becomes = rows_cell(rows, i, "becomes"),
		.aliases = split_bars(mem, rows_cell(rows, i, "aliases")),
		.min = number(rows_cell(rows, i, "min")),
		.max = number(rows_cell(rows, i, "max")),
		.unknown = number(rows_cell(rows, i, "is_unknown")) != 0,
	};
}

static enum result
load_lists(struct db *db, struct arena *mem, struct codes *codes)
{
	static const struct query q = {
		"codes.lists",
		"SELECT list, code, label, label_short, valid_from, valid_to,"
		" becomes, aliases, min, max, is_unknown FROM code"
		" ORDER BY list, position, code"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, &q, NO_ARGS, &rows);
	struct code *all = arena_array(mem, rows.nrows + 1, sizeof(*all));

	codes->lists = text_map_new(mem, 32);
	for (size_t i = 0; i < rows.nrows; i++)
		all[i] = code_of(mem, &rows, i);
	for (size_t i = 0, n; i < rows.nrows; i += n) {
		struct code_list *l = arena_take(mem, sizeof(*l));

		for (n = 1; i + n < rows.nrows &&
		    strcmp(all[i + n].list, all[i].list) == 0; n++)
			;
		*l = (struct code_list){ .name = all[i].list,
		    .codes = &all[i], .n = n };
		index_list(mem, l);
		text_map_put(codes->lists, l->name, l);
	}
	return rc;
}

static void
index_municipality(struct arena *mem, struct codes *codes,
    const struct municipality *m, const char *aliases)
{
	const char *const *a = split_bars(mem, aliases);

	text_map_put(codes->by_municipality, m->code, m);
	text_map_put(codes->by_municipality, m->code6, m);
	text_map_put(codes->by_municipality, text_key(mem, m->name), m);
	if (*m->district && *m->district != '(')
		text_map_put(codes->by_municipality, text_key(mem,
		    arena_fmt(mem, "%s%s", m->district, m->name)), m);
	for (size_t i = 0; a[i]; i++)
		text_map_put(codes->by_municipality, text_key(mem, a[i]), m);
}

static enum result
load_municipalities(struct db *db, struct arena *mem, struct codes *codes)
{
	static const struct query q = {
		"codes.municipalities",
		"SELECT code, code6, name, kana, district, aliases, tile_x,"
		" tile_y, lat, lng FROM municipality ORDER BY code"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, &q, NO_ARGS, &rows);
	struct municipality *all = arena_array(mem, rows.nrows + 1,
	    sizeof(*all));

	codes->by_municipality = text_map_new(mem, rows.nrows * 6);
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *const *c = rows.cells + i * rows.ncols;

		all[i] = (struct municipality){ c[0], c[1], c[2], c[3], c[4],
		    number(c[6]), number(c[7]),
		    { number(c[8]), number(c[9]) } };
		index_municipality(mem, codes, &all[i], c[5]);
	}
	codes->municipalities = all;
	codes->nmunicipalities = rows.nrows;
	return rc;
}

/* Only the scheme in force; another one waits in the table. */
static enum result
load_belongings(struct db *db, struct arena *mem, struct codes *codes)
{
	static const struct query q = {
		"codes.belongings",
		"SELECT municipality, scheme, valid_from, region"
		" FROM municipality_region WHERE scheme = $1"
		" ORDER BY municipality, valid_from"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, &q,
	    ARGS(v_text(codes_setting(codes, "region_scheme"))), &rows);
	struct belonging *all = arena_array(mem, rows.nrows + 1,
	    sizeof(*all));

	codes->first_belonging = text_map_new(mem, rows.nrows);
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *const *c = rows.cells + i * rows.ncols;

		all[i] = (struct belonging){ c[0], c[1], c[2], c[3] };
		if (!i || strcmp(all[i - 1].municipality, c[0]) != 0)
			text_map_put(codes->first_belonging, c[0], &all[i]);
	}
	codes->belongings = all;
	codes->nbelongings = rows.nrows;
	return rc;
}

static enum result
load_plan(struct db *db, struct arena *mem, struct codes *codes)
{
	static const struct query q = {
		"codes.plan",
		"SELECT stage, step, valid_from, valid_to, who, anchor, rule,"
		" label, detail FROM pathway_plan"
		" ORDER BY stage, position, step, valid_from"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, &q, NO_ARGS, &rows);
	struct plan_row *all = arena_array(mem, rows.nrows + 1, sizeof(*all));

	for (size_t i = 0; i < rows.nrows; i++) {
		const char *const *c = rows.cells + i * rows.ncols;

		all[i] = (struct plan_row){ c[0], c[1], c[2], c[3], c[4], c[5],
		    c[6], c[7], c[8] };
	}
	codes->plan = all;
	codes->nplan = rows.nrows;
	return rc;
}

struct codes *
codes_load(struct db *db, struct arena *mem)
{
	struct codes *codes = arena_take(mem, sizeof(*codes));
	enum result rc = load_settings(db, mem, codes);

	if (!rc)
		rc = load_lists(db, mem, codes);
	if (!rc)
		rc = load_municipalities(db, mem, codes);
	if (!rc)
		rc = load_belongings(db, mem, codes);
	if (!rc)
		rc = load_plan(db, mem, codes);
	return rc ? NULL : codes;
}
