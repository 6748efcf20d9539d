#include <stdlib.h>
#include <unistd.h>

#include "app/deed.h"
#include "app/record.h"
#include "app/site.h"
#include "base/db_copy.h"
#include "base/text.h"
#include "features/bundle/bundle.h"
#include "features/directory/directory.h"
#include "features/training/training.h"
#include "features/vacancy/vacancy.h"
#include "tests/kit_files.h"

/*
 * The bundle of the whole fictional centre, byte by byte: no value that is
 * about a person, or that the directory does not show to the public, may stand
 * in it, wherever. Which values those are follows from the field tables, so a
 * new field is looked for from the day it is there.
 *
 * In the file one cell follows the other without a sign between them, so what
 * is found only across the seam of two cells of one row is no value.
 *
 * A value is looked for as a whole. Passed over are those of fewer than four
 * characters, and those that stand in something public anyhow: in a code list,
 * in the name of a town, in a field of the directory that all may see.
 */
enum { MIN_CHARACTERS = 4, BUCKETS = 1 << 20 };

/* Bytes, with where each group of four begins. */
struct haystack {
	const char *bytes;
	size_t n;
	unsigned *first, *next;		/* by bucket; by place; 0: no more */
};

struct leak {
	struct town *t;
	struct request *r;
	struct buffer open;		/* what is public anyhow, by lines */
	struct haystack allowed, file;
	const char **values;
	size_t n, room, passed;
	const char **found;		/* what leaked */
	size_t nfound;
	struct buffer cells, seams;	/* of the file, by lines */
};

static size_t
bucket(const char *s)
{
	uint32_t four;

	memcpy(&four, s, sizeof(four));
	return (four * 2654435761U) >> 12;
}

static struct haystack
stack(struct arena *mem, const char *bytes, size_t n)
{
	struct haystack h = { bytes, n, arena_array(mem, BUCKETS,
	    sizeof(*h.first)), arena_array(mem, n + 1, sizeof(*h.next)) };

	for (size_t i = 0; i + 4 <= n; i++) {
		size_t b = bucket(bytes + i);

		h.next[i] = h.first[b];
		h.first[b] = (unsigned)i + 1;
	}
	return h;
}

static bool
holds(const struct haystack *h, const char *value)
{
	size_t n = strlen(value);

	for (unsigned at = n < 4 ? 0 : h->first[bucket(value)]; at;
	    at = h->next[at - 1]) {
		if (at - 1 + n <= h->n &&
		    memcmp(h->bytes + at - 1, value, n) == 0)
			return true;
	}
	return false;
}

/* 2026-04-01T03:00:00Z says nothing by itself. */
static bool
is_instant(const char *value)
{
	return strspn(value, "0123456789-:TZ.") == strlen(value) &&
	    strchr(value, 'T') && strchr(value, 'Z');
}

static void
look_for(struct leak *l, const char *value)
{
	const char **more;

	if (!value || text_length(value) < MIN_CHARACTERS || is_instant(value))
		return;
	if (holds(&l->allowed, value)) {
		l->passed++;
		return;
	}
	if (l->n == l->room) {
		l->room = l->room ? l->room * 2 : 1024;
		more = arena_array(l->t->mem, l->room, sizeof(*more));
		if (l->n)
			memcpy(more, l->values, l->n * sizeof(*more));
		l->values = more;
	}
	l->values[l->n++] = value;
}

static struct rows
rows_of(struct leak *l, const char *sql)
{
	struct query q = { "test.leak", sql };
	struct rows rows = { 0 };

	EXPECT(db_rows(l->r->db, l->t->mem, &q, NO_ARGS, &rows) == OK);
	return rows;
}

static bool
is_words(const struct field *f)
{
	return f->kind == KIND_TEXT || f->kind == KIND_LONG_TEXT ||
	    f->kind == KIND_KANA;
}

/* Rows of the directory and the board, and which of their fields are public. */
static bool
is_shown(const struct rows *rows, size_t i, const struct record *rec,
    const char *field)
{
	const char *visible = rows_cell(rows, i, rec == &service_record ?
	    "shown_to" : "visibility");

	if (strcmp(visible, "public") != 0)
		return false;
	if (rec == &room_record)
		return strcmp(field, "label") == 0;
	return !text_set_has(rows_cell(rows, i, "centre_fields"), field) &&
	    !text_set_has(rows_cell(rows, i, "supporter_fields"), field);
}

static const struct record *const shown_records[] = { &provider_record,
    &place_record, &service_record, &room_record };

static bool
has_visibility(const struct record *rec)
{
	for (size_t i = 0; i < COUNT(shown_records); i++) {
		if (shown_records[i] == rec)
			return true;
	}
	return false;
}

static void
each_shown(struct leak *l, bool shown, void (*act)(struct leak *,
    const char *))
{
	for (size_t k = 0; k < COUNT(shown_records); k++) {
		const struct record *rec = shown_records[k];
		struct rows rows = rows_of(l, arena_fmt(l->t->mem,
		    "SELECT * FROM %s", rec->name));

		for (size_t i = 0; i < rows.nrows; i++) {
			for (size_t f = 0; f < rec->nfields; f++) {
				const char *name = rec->fields[f].name;

				if (is_words(&rec->fields[f]) &&
				    is_shown(&rows, i, rec, name) == shown)
					act(l, rows_cell(&rows, i, name));
			}
		}
	}
}

static void
allow(struct leak *l, const char *value)
{
	if (value) {
		buffer_add(&l->open, value);
		buffer_add(&l->open, "\n");
	}
}

static void
allow_all(struct leak *l, const char *sql)
{
	struct rows rows = rows_of(l, sql);

	for (size_t i = 0; i < rows.nrows * rows.ncols; i++)
		allow(l, rows.cells[i]);
}

/* Of a session that is told of, all but the way in by a link. */
static void
allow_trainings(struct leak *l)
{
	struct rows rows = rows_of(l, "SELECT id, lecturers FROM"
	    " training_session WHERE announced = '1'");
	const struct record *rec = &training_session_record;

	EXPECT(rows.nrows > 1);
	for (size_t i = 0; i < rows.nrows; i++)
		allow(l, record_open_cell(l->r, l->t->mem, rec,
		    record_field(rec, "lecturers"), rows_cell(&rows, i, "id"),
		    rows_cell(&rows, i, "lecturers")));
	allow_all(l, "SELECT s.theme, s.place, s.from_at, s.to_at,"
	    " s.professions, t.title FROM training_session s"
	    " JOIN training t ON t.id = s.training WHERE s.announced = '1'");
}

/* Words that are nobody's secret, whoever else writes them. */
static void
allow_public(struct leak *l)
{
	l->open = buffer_new(l->t->mem);
	allow_all(l, "SELECT list, code, label, label_short, aliases FROM code");
	allow_all(l, "SELECT code, name, kana, district, aliases FROM"
	    " municipality");
	allow_all(l, "SELECT name, value FROM setting WHERE name IN"
	    " ('centre_name', 'prefecture', 'phone_hours')");
	allow_all(l, "SELECT terms FROM directory_value WHERE visibility ="
	    " 'public' AND record = 'service' AND terms IS NOT NULL");
	/* What stands on the page where those who come sign in. */
	allow_all(l, "SELECT t.title, s.theme, s.from_at, s.to_at"
	    " FROM training_door d JOIN training_session s ON s.id = d.session"
	    " JOIN training t ON t.id = s.training");
	/* What a second person approved. */
	allow_all(l, "SELECT article, title, body, easy, event_at, place, files"
	    " FROM article_edition WHERE withdrawn_on IS NULL");
	/* Names of fields of the directory, not what they hold. */
	allow_all(l, "SELECT fills FROM survey_question");
	allow_trainings(l);
	allow_all(l, "SELECT title, intro, address FROM questionnaire WHERE"
	    " state = 'open'");
	allow_all(l, "SELECT code, says, options FROM questionnaire_question"
	    " WHERE questionnaire IN (SELECT id FROM questionnaire WHERE"
	    " state = 'open')");
	each_shown(l, true, allow);
	l->allowed = stack(l->t->mem, l->open.s, l->open.len);
}

static void
look_for_fields(struct leak *l, const struct record *rec)
{
	struct rows rows = rows_of(l, arena_fmt(l->t->mem, "SELECT * FROM %s",
	    rec->name));

	for (size_t i = 0; i < rows.nrows; i++) {
		const char *id = rows_cell(&rows, i, "id");

		look_for(l, id);
		for (size_t f = 0; !has_visibility(rec) && f < rec->nfields;
		    f++) {
			const struct field *field = &rec->fields[f];
			const char *cell = rows_cell(&rows, i, field->name);

			if (field->flags & PERSONAL)
				cell = record_open_cell(l->r, l->t->mem, rec,
				    field, id, cell);
			if (is_words(field))
				look_for(l, cell);
		}
	}
}

static void
look_for_cells(struct leak *l, const char *sql)
{
	struct rows rows = rows_of(l, sql);

	for (size_t i = 0; i < rows.nrows * rows.ncols; i++)
		look_for(l, rows.cells[i]);
}

/* All that may not go out, with what no record has. */
static void
look_for_all(struct leak *l)
{
	for (size_t i = 0; i < nall_features; i++) {
		for (size_t k = 0; k < all_features[i]->nrecords; k++)
			look_for_fields(l, all_features[i]->records[k]);
	}
	each_shown(l, false, look_for);
	look_for_cells(l, "SELECT login, name, password_hash FROM person");
	look_for_cells(l, "SELECT id, hash, document FROM release");
	look_for_cells(l, "SELECT told_by FROM directory_value UNION"
	    " SELECT told_by FROM directory_history UNION"
	    " SELECT login FROM directory_history UNION"
	    " SELECT told_by FROM cell UNION SELECT told_by FROM cell_past"
	    " UNION SELECT mail FROM room");
	look_for_cells(l, "SELECT value, terms FROM directory_value"
	    " WHERE visibility <> 'public'");
	look_for_cells(l, "SELECT h.old_value, h.old_terms, h.new_value,"
	    " h.new_terms FROM directory_history h JOIN directory_value v"
	    " ON v.record_id = h.record_id AND v.field = h.field"
	    " WHERE v.visibility <> 'public'");
	look_for_cells(l, "SELECT value, terms, told_by FROM"
	    " directory_proposal");
	EXPECT(!l->r->damaged);
}

static struct leak *
centre(struct town *t)
{
	struct leak *l = arena_take(t->mem, sizeof(*l));

	l->t = t;
	l->r = town_request(t);
	deed_begin(l->r);
	for (size_t i = 0; i < nall_features; i++) {
		if (all_features[i]->demo)
			EXPECT(all_features[i]->demo(l->r) == OK);
	}
	EXPECT(deed_commit(l->r, NULL) == OK);
	l->r = town_request(t);
	allow_public(l);
	look_for_all(l);
	return l;
}

/* As SQLite lays a row down: NULL, 0 and 1 take no byte of their own. */
static void
read_row(struct leak *l, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *c = cells[i] ? cells[i] : "";

		buffer_fmt(&l->cells, "%s\n", c);
		if (strcmp(c, "0") != 0 && strcmp(c, "1") != 0)
			buffer_add(&l->seams, c);
	}
	buffer_add(&l->seams, "\n");
	/* And an index: a cell, and the id behind it. */
	for (size_t i = 1; i < n; i++)
		buffer_fmt(&l->seams, "%s%s\n", cells[i] ? cells[i] : "",
		    cells[0]);
}

static void
read_cells(struct leak *l, const char *path)
{
	struct store *store = store_open(arena_fmt(l->t->mem, "sqlite:%s",
	    path), false);
	struct db *db = store ? db_open(store) : NULL;
	struct copy_table *tables;
	size_t ntables;

	EXPECT(db && copy_tables(db, l->t->mem, &tables, &ntables) == OK);
	l->cells = buffer_new(l->t->mem);
	l->seams = buffer_new(l->t->mem);
	for (size_t i = 0; i < ntables; i++) {
		struct rows rows = { 0 };
		struct query q = { "test.cells", arena_fmt(l->t->mem,
		    "SELECT * FROM %s", tables[i].name) };

		EXPECT(db_rows(db, l->t->mem, &q, NO_ARGS, &rows) == OK);
		for (size_t k = 0; k < rows.nrows; k++)
			read_row(l, rows.cells + k * rows.ncols, rows.ncols);
	}
	db_close(db);
	store_close(store);
}

/* The number of a row behind the last cell of an index may look like letters. */
static bool
ends_in_number(struct arena *mem, const struct haystack *cells,
    const char *value)
{
	for (size_t n = strlen(value), k = 1; k <= 2 && k < n; k++) {
		if (holds(cells, arena_fmt(mem, "%.*s\n", (int)(n - k), value)))
			return true;
	}
	return false;
}

static void
search(struct leak *l)
{
	const char *path = file_free(l->t->mem);
	struct haystack cells, seams;
	struct bundle_told told;
	size_t n;

	EXPECT(bundle_make(town_request(l->t), path, true, &told) == OK);
	EXPECT(db_file_put(told.file) == OK);
	l->file.bytes = file_bytes(l->t->mem, path, &n);
	EXPECT(l->file.bytes && told.of[BUNDLE_SERVICE].now > 300);
	l->file = stack(l->t->mem, l->file.bytes, n);
	read_cells(l, path);
	EXPECT(unlink(path) == 0);
	cells = stack(l->t->mem, l->cells.s, l->cells.len);
	seams = stack(l->t->mem, l->seams.s, l->seams.len);
	l->found = arena_array(l->t->mem, l->n, sizeof(*l->found));
	l->nfound = 0;
	for (size_t i = 0; i < l->n; i++) {
		if (holds(&cells, l->values[i]) ||
		    (holds(&l->file, l->values[i]) &&
		    !holds(&seams, l->values[i]) &&
		    !ends_in_number(l->t->mem, &cells, l->values[i])))
			l->found[l->nfound++] = l->values[i];
	}
}

static bool
has_found(const struct leak *l, const char *value)
{
	for (size_t i = 0; i < l->nfound; i++) {
		if (strcmp(l->found[i], value) == 0)
			return true;
	}
	return false;
}

TEST(bundle_of_the_whole_demo_holds_nothing_that_is_not_public)
{
	struct leak *l = centre(t);

	search(l);
	printf("looked for %zu values in %zu bytes; %zu are public anyhow\n",
	    l->n, l->file.n, l->passed);
	if (l->nfound)
		test_fail(t, __FILE__, __LINE__, arena_fmt(t->mem,
		    "none of %zu values, such as: %s", l->nfound, *l->found));
	EXPECT(l->n > 10000 && l->passed < l->n);
}

static const char *
opened(struct leak *l, const struct record *rec, const char *column,
    const char *where)
{
	struct rows rows = rows_of(l, arena_fmt(l->t->mem, "SELECT id, %s FROM"
	    " %s WHERE %s ORDER BY id LIMIT 1", column, rec->name, where));

	EXPECT(rows.nrows == 1);
	return record_open_cell(l->r, l->t->mem, rec, record_field(rec, column),
	    rows.cells[0], rows.cells[1]);
}

static const struct query plant = { "test.plant",
	"UPDATE service SET note = 'x' || $1 || 'y' WHERE id = (SELECT"
	" min(id) FROM service WHERE shown_to = 'public' AND status ="
	" 'active' AND centre_fields = '' AND note IS NOT NULL)"
	" RETURNING id" };

static void
expect_found(struct town *t, struct leak *l, const char *value)
{
	db_begin(t->db);
	(void)db_exec_one(t->db, t->mem, &plant, ARGS(v_text(value)));
	EXPECT(db_commit(t->db) == OK);
	search(l);
	EXPECT_OF(t, has_found(l, value), value);
}

/* What the test above would do if something did leak: it finds exactly that. */
TEST(bundle_search_finds_what_is_planted)
{
	static const char *const sources[] = {
		"SELECT phone FROM place WHERE visibility = 'centre'"
		" AND phone IS NOT NULL ORDER BY id LIMIT 1",
		"SELECT login FROM person ORDER BY length(login) DESC LIMIT 1",
		"SELECT memo FROM service WHERE memo IS NOT NULL ORDER BY id"
		" LIMIT 1",
		"SELECT id FROM child ORDER BY id LIMIT 1",
		"SELECT organization FROM training_applicant WHERE organization"
		" LIKE '習作%' LIMIT 1",
		"SELECT body FROM article WHERE state <> 'approved' LIMIT 1",
		"SELECT value FROM directory_value WHERE visibility <> 'public'"
		" AND record = 'service' AND length(value) > 5 ORDER BY value"
		" LIMIT 1",
	};
	struct leak *l = centre(t);

	for (size_t i = 0; i < COUNT(sources); i++) {
		struct rows rows = rows_of(l, sources[i]);

		EXPECT(rows.nrows == 1);
		expect_found(t, l, rows.cells[0]);
	}
	expect_found(t, l, opened(l, &training_session_record, "online_url",
	    "announced = '1'"));
	expect_found(t, l, opened(l, &training_applicant_record, "mail",
	    "source = 'public'"));
}
