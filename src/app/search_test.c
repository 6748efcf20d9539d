#include "app/search.h"

#include <stdlib.h>

#include "app/deed.h"
#include "base/text.h"
#include "tests/kit.h"

/*
 * The index against a plain search of the rows: the same people in the same
 * order, whatever is typed, on both engines.
 */
enum { PEOPLE = 300, QUERIES = 300, KEYS = 3 };

static const struct field fields[] = {
	{ .name = "number", .kind = KIND_TEXT, .flags = REQUIRED | UNIQUE },
	{ .name = "name", .kind = KIND_TEXT },
	{ .name = "kana", .kind = KIND_KANA },
};

static const struct record child = { .name = "child", .path = "children",
	.fields = fields, .nfields = COUNT(fields) };

static const char *const searched[KEYS] = { "kana", "name", "number" };

static const struct search_source source = { &child, searched, KEYS };

static const char *const kana[] = { "ハ", "バ", "パ", "は", "ヤ", "ャ", "ー",
	"ン", "ジ", "ヂ", " " };
static const char *const kanji[] = { "花", "髙", "高", "辺", "邊", "子", "　" };

struct someone {
	const char *id, *exact[KEYS], *loose[KEYS];
	int fit;
};

static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 16;
}

static const char *
random_text(struct arena *mem, uint32_t *seed, const char *const *from,
    unsigned nfrom, unsigned max)
{
	struct buffer b = buffer_new(mem);
	unsigned n = next(seed) % (max + 1);

	for (unsigned i = 0; i < n; i++)
		buffer_add(&b, from[next(seed) % nfrom]);
	return b.s;
}

/* Inside a transaction. Kana may be unknown, as in life. */
static void
add_someone(struct request *r, const char *id, const char *number,
    const char *name, const char *reading)
{
	static const struct query q = {
		"test.child",
		"INSERT INTO child (id, version, changed, number, name, kana)"
		" VALUES ($1, 1, $2, $3, $4, $5)"
	};

	db_exec(r->db, &q, ARGS(v_text(id), v_int(deed_changed(r, "child")),
	    v_text(number), v_text(name),
	    v_text(*reading ? reading : NULL)));
}

static void
rename_someone(struct request *r, const char *id, const char *name)
{
	static const struct query q = {
		"test.rename",
		"UPDATE child SET name = $2, changed = $3 WHERE id = $1"
	};

	db_exec(r->db, &q, ARGS(v_text(id), v_text(name),
	    v_int(deed_changed(r, "child"))));
}

static void
add_people(struct town *t, uint32_t *seed)
{
	struct request *r = town_request(t);

	db_begin(r->db);
	for (int i = 0; i < PEOPLE; i++)
		add_someone(r, arena_fmt(t->mem, "%04x-%d", next(seed), i),
		    arena_fmt(t->mem, "C%03d", i), random_text(t->mem, seed,
		    kanji, COUNT(kanji), 4), random_text(t->mem, seed, kana,
		    COUNT(kana), 5));
	EXPECT(db_commit(r->db) == OK);
}

static struct someone *
load_people(struct town *t, size_t *n)
{
	static const struct query q = {
		"test.people", "SELECT id, kana, name, number FROM child"
	};
	struct rows rows = { 0 };
	struct someone *all;

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	all = arena_array(t->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		all[i].id = rows.cells[i * 4];
		for (size_t k = 0; k < KEYS; k++) {
			const char *cell = rows.cells[i * 4 + 1 + k];

			all[i].exact[k] = text_key(t->mem, cell ? cell : "");
			all[i].loose[k] = k == 2 ? "" :
			    text_key_loose(t->mem, cell ? cell : "");
		}
	}
	*n = rows.nrows;
	return all;
}

static int
plain_fit(const struct someone *s, const char *exact, const char *loose)
{
	int best = *exact ? 0 : 4;

	for (size_t k = 0; *exact && k < KEYS; k++) {
		const char *at = strstr(s->exact[k], exact);
		int fit = 0;

		if (at == s->exact[k])
			fit = at[strlen(exact)] ? 3 : 4;
		else if (at && k != 2)
			fit = 2;
		else if (*loose && strstr(s->loose[k], loose))
			fit = 1;
		if (fit > best)
			best = fit;
	}
	return best;
}

static const char *
first_of(const char *const *keys)
{
	for (size_t k = 0; k < KEYS; k++) {
		if (*keys[k])
			return keys[k];
	}
	return "";
}

static int
compare(const void *left, const void *right)
{
	const struct someone *a = left, *b = right;
	int order = b->fit - a->fit;

	if (!order)
		order = strcmp(first_of(a->loose), first_of(b->loose));
	if (!order)
		order = strcmp(first_of(a->exact), first_of(b->exact));
	return order ? order : strcmp(a->id, b->id);
}

/* Sorts `all` as the answer should stand; how many fit. */
static size_t
plain_search(struct town *t, struct someone *all, size_t n, const char *typed)
{
	const char *exact = text_key(t->mem, typed);
	const char *loose = text_key_loose(t->mem, typed);
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		all[i].fit = plain_fit(&all[i], exact, loose);
		found += all[i].fit > 0;
	}
	qsort(all, n, sizeof(*all), compare);
	return found;
}

static bool
finds_the_same(struct town *t, struct search_index *x, struct someone *all,
    size_t n, const char *typed, size_t offset)
{
	size_t found = plain_search(t, all, n, typed), limit = 20;
	size_t left = found > offset ? found - offset : 0;
	struct search_hits hits = { 0 };

	if (search_find(town_request(t), x, typed, NULL, offset, limit,
	    &hits) || hits.total != found ||
	    hits.n != (left < limit ? left : limit))
		return false;
	for (size_t i = 0; i < hits.n; i++) {
		if (strcmp(hits.ids[i], all[offset + i].id) != 0)
			return false;
	}
	return true;
}

TEST(search_finds_what_a_plain_search_finds_in_the_same_order)
{
	struct search_index *x = search_new(&source);
	uint32_t seed = 3;
	struct someone *all;
	size_t n, wrong = 0;

	add_people(t, &seed);
	all = load_people(t, &n);
	EXPECT(n == PEOPLE);
	for (int i = 0; i < QUERIES; i++) {
		const char *typed = i % 10 == 0 ?
		    arena_fmt(t->mem, "c%02u", next(&seed) % 40) : i % 3 ?
		    random_text(t->mem, &seed, kana, COUNT(kana), 3) :
		    random_text(t->mem, &seed, kanji, COUNT(kanji), 2);

		wrong += !finds_the_same(t, x, all, n, typed,
		    next(&seed) % 3 * 7);
	}
	EXPECT(wrong == 0);
	search_free(x);
}

static size_t
total_of(struct town *t, struct search_index *x, const char *typed)
{
	struct search_hits hits = { 0 };

	EXPECT(search_find(town_request(t), x, typed, NULL, 0, 5, &hits) == OK);
	return hits.total;
}

TEST(search_sees_every_committed_change)
{
	struct search_index *x = search_new(&source);
	struct request *r = town_request(t);

	EXPECT(total_of(t, x, "") == 0);
	db_begin(r->db);
	add_someone(r, "one", "C1", "花", "ハナ");
	EXPECT(db_commit(r->db) == OK);
	EXPECT(total_of(t, x, "はな") == 1);
	r = town_request(t);
	db_begin(r->db);
	rename_someone(r, "one", "月");
	add_someone(r, "two", "C2", "雪", "ユキ");
	EXPECT(db_commit(r->db) == OK);
	EXPECT(total_of(t, x, "花") == 0);
	EXPECT(total_of(t, x, "月") == 1);
	EXPECT(total_of(t, x, "ゆき") == 1);
	EXPECT(total_of(t, x, "") == 2);
	search_free(x);
}

TEST(search_of_others_never_sees_what_was_taken_back)
{
	struct search_index *x = search_new(&source);
	struct request *r = town_request(t);
	struct search_hits hits = { 0 };

	db_begin(r->db);
	add_someone(r, "one", "C1", "花", "ハナ");
	EXPECT(search_find(r, x, "花", NULL, 0, 5, &hits) == OK);
	EXPECT(hits.total == 1);
	db_rollback(r->db);
	/* The counter comes to the same value again, for somebody else. */
	r = town_request(t);
	db_begin(r->db);
	add_someone(r, "two", "C2", "雪", "ユキ");
	EXPECT(db_commit(r->db) == OK);
	EXPECT(total_of(t, x, "雪") == 1);
	EXPECT(total_of(t, x, "花") == 0);
	EXPECT(total_of(t, x, "") == 1);
	search_free(x);
}

TEST(search_within_some_keeps_the_others_out)
{
	static const char *const ids[] = { "b", "a", "not-there" };
	const struct rows within = { .cells = ids, .nrows = 3, .ncols = 1 };
	const struct rows nobody = { .cells = ids, .nrows = 0, .ncols = 1 };
	struct search_index *x = search_new(&source);
	struct request *r = town_request(t);
	struct search_hits hits = { 0 };

	db_begin(r->db);
	add_someone(r, "a", "C1", "花", "ハナ");
	add_someone(r, "b", "C2", "花子", "ハナコ");
	add_someone(r, "c", "C3", "花代", "ハナヨ");
	EXPECT(db_commit(r->db) == OK);
	r = town_request(t);
	EXPECT(search_find(r, x, "花", &within, 0, 5, &hits) == OK);
	EXPECT(hits.total == 2 && strcmp(hits.ids[0], "a") == 0);
	EXPECT(search_find(r, x, "", &within, 1, 5, &hits) == OK);
	EXPECT(hits.total == 2 && hits.n == 1 &&
	    strcmp(hits.ids[0], "b") == 0);
	EXPECT(search_find(r, x, "", &nobody, 0, 5, &hits) == OK);
	EXPECT(hits.total == 0);
	search_free(x);
}

TEST(search_puts_the_better_match_first_and_numbers_by_their_beginning)
{
	struct search_index *x = search_new(&source);
	struct request *r = town_request(t);
	struct search_hits hits = { 0 };

	db_begin(r->db);
	add_someone(r, "loose", "A-12", "波", "バナ");
	add_someone(r, "part", "B-21", "小花", "オハナ");
	add_someone(r, "prefix", "C-1", "花子", "ハナコ");
	add_someone(r, "exact", "D-9", "花", "ハナ");
	EXPECT(db_commit(r->db) == OK);
	r = town_request(t);
	EXPECT(search_find(r, x, "はな", NULL, 0, 9, &hits) == OK);
	EXPECT(hits.n == 4 && strcmp(hits.ids[0], "exact") == 0 &&
	    strcmp(hits.ids[1], "prefix") == 0 &&
	    strcmp(hits.ids[2], "part") == 0 &&
	    strcmp(hits.ids[3], "loose") == 0);
	EXPECT(total_of(t, x, "ａ-1") == 1);
	EXPECT(total_of(t, x, "21") == 0);
	EXPECT(total_of(t, x, "B-21") == 1);
	search_free(x);
}
