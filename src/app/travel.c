#include "app/travel.h"

#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/text_map.h"
#include "app/words.h"
#include "base/csv.h"

enum { MAX_TRAVEL_FAULTS = 20 };

struct square {
	struct request *r;
	struct table table;
	const struct municipality *towns;
	size_t n;
	size_t *across;			/* [ncols] place of a town; n: none */
	int64_t *minutes;		/* [n * n], a <= b */
	struct text_map *by_hand;
};

const char *
travel_pair(struct arena *mem, const char *a, const char *b)
{
	return strcmp(a, b) <= 0 ? arena_fmt(mem, "%s:%s", a, b) :
	    arena_fmt(mem, "%s:%s", b, a);
}

enum result
travel_sources(struct request *r, struct text_map **out)
{
	static const struct query q = {
		"travel.sources", "SELECT a, b, source FROM travel"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, NO_ARGS, &rows);

	*out = text_map_new(r->mem, rows.nrows);
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *const *c = rows.cells + i * 3;

		text_map_put(*out, travel_pair(r->mem, c[0], c[1]), c[2]);
	}
	return rc;
}

static void
fault(struct square *s, size_t row, const char *says, const char *found)
{
	if (s->r->nfaults < MAX_TRAVEL_FAULTS)
		request_fault(s->r, arena_fmt(s->r->mem, "line %zu",
		    s->table.lines[row]), arena_fmt(s->r->mem, "%s: \"%.40s\"",
		    says, found));
}

static size_t
town_of(struct square *s, size_t row, size_t column, bool *seen)
{
	const char *name = table_cell(&s->table, row, column);
	const struct municipality *m = codes_read_municipality(s->r->codes,
	    s->r->mem, name);
	size_t i = m ? (size_t)(m - s->towns) : s->n;

	if (i == s->n)
		fault(s, row, "no such municipality", name);
	else if (seen[i])
		fault(s, row, "this municipality stands twice", name);
	else
		seen[i] = true;
	return i;
}

static void
read_cell(struct square *s, size_t row, size_t column, size_t from)
{
	const char *text = table_cell(&s->table, row, column);
	size_t to = s->across[column];
	char *end;
	long n = strtol(text, &end, 10);
	int64_t *at;

	if (!*text || from == s->n || to == s->n)
		return;
	if (from == to && strcmp(text, "0") == 0)
		return;
	if (*end || n < 1 || n > TRAVEL_MAX_MINUTES) {
		fault(s, row, "minutes are whole numbers from 1 to 1440", text);
		return;
	}
	at = &s->minutes[from < to ? from * s->n + to : to * s->n + from];
	if (*at && *at != n)
		fault(s, row, "the way back takes another time", text);
	*at = n;
}

static enum result
read_square(struct square *s)
{
	const struct table *t = &s->table;
	bool *seen = arena_array(s->r->mem, s->n + 1, sizeof(*seen));

	s->across = arena_array(s->r->mem, t->ncols, sizeof(*s->across));
	for (size_t i = 1; i < t->ncols; i++)
		s->across[i] = town_of(s, 0, i, seen);
	seen = arena_array(s->r->mem, s->n + 1, sizeof(*seen));
	for (size_t row = 1; row < t->nrows; row++) {
		size_t from = town_of(s, row, 0, seen);

		for (size_t i = 1; i < t->ncols; i++)
			read_cell(s, row, i, from);
	}
	return s->r->nfaults ? INVALID : OK;
}

static void
put(struct request *r, const char *a, const char *b, int64_t minutes,
    const char *source)
{
	static const struct query q = {
		"travel.put",
		"INSERT INTO travel (a, b, minutes, source, changed_on)"
		" VALUES ($1, $2, $3, $4, $5) ON CONFLICT (a, b) DO UPDATE SET"
		" minutes = excluded.minutes, source = excluded.source,"
		" changed_on = excluded.changed_on"
	};
	bool ordered = strcmp(a, b) <= 0;

	(void)db_exec(r->db, &q, ARGS(v_text(ordered ? a : b),
	    v_text(ordered ? b : a), v_int(minutes), v_text(source),
	    v_text(r->today)));
}

void
travel_correct(struct request *r, const char *a, const char *b,
    int64_t minutes)
{
	static const struct query q = {
		"travel.forget", "DELETE FROM travel WHERE a = $1 AND b = $2"
	};
	bool ordered = strcmp(a, b) <= 0;

	if (minutes)
		put(r, a, b, minutes, "hand");
	else
		(void)db_exec(r->db, &q, ARGS(v_text(ordered ? a : b),
		    v_text(ordered ? b : a)));
}

static bool
is_by_hand(const struct square *s, size_t pair)
{
	const char *source = text_map_get(s->by_hand, travel_pair(s->r->mem,
	    s->towns[pair / s->n].code, s->towns[pair % s->n].code));

	return source && strcmp(source, "hand") == 0;
}

static enum result
write_square(struct square *s)
{
	static const struct query clear = {
		"travel.clear", "DELETE FROM travel WHERE source = 'table'"
	};

	deed_begin(s->r);
	(void)db_exec(s->r->db, &clear, NO_ARGS);
	for (size_t i = 0; i < s->n * s->n; i++) {
		if (s->minutes[i] && !is_by_hand(s, i))
			put(s->r, s->towns[i / s->n].code,
			    s->towns[i % s->n].code, s->minutes[i], "table");
	}
	(void)deed_changed(s->r, "travel");
	audit_note_plain(s->r, "import", "travel", "-", "");
	return deed_commit(s->r, NULL);
}

enum result
travel_import(struct request *r, const char *bytes, size_t n, bool dry,
    struct travel_counts *counts)
{
	struct square s = { .r = r };
	const char *why;
	size_t line;
	enum result rc = csv_read(r->mem, bytes, n, &s.table, &why, &line);

	*counts = (struct travel_counts){ 0 };
	if (rc) {
		request_fault(r, arena_fmt(r->mem, "line %zu", line),
		    words(why));
		return rc;
	}
	s.towns = codes_municipalities(r->codes, &s.n);
	s.minutes = arena_array(r->mem, s.n * s.n + 1, sizeof(*s.minutes));
	rc = read_square(&s);
	if (!rc)
		rc = travel_sources(r, &s.by_hand);
	for (size_t i = 0; !rc && i < s.n * s.n; i++) {
		counts->pairs += s.minutes[i] != 0;
		counts->kept += s.minutes[i] && is_by_hand(&s, i);
	}
	return rc || dry ? rc : write_square(&s);
}
