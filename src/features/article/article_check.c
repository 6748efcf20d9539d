#include "features/article/article_check.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/prose.h"
#include "app/site.h"
#include "base/text.h"
#include "features/article/article_sql.h"
#include "features/child/child.h"

enum { USUAL_THRESHOLD = 10, MIN_NAME = 3, MAX_LINES = 2000 };

struct checking {
	struct request *r;
	const struct article *a;
	struct article_finding *out;
	size_t n;
};

static void
find(struct checking *c, enum article_weight weight, const char *where,
    const char *says)
{
	if (c->n < ARTICLE_FINDINGS)
		c->out[c->n++] = (struct article_finding){ weight, where, says };
}

/* The texts that go out, with the names people know them by. */
struct part {
	const char *label, *text;
};

static size_t
parts_of(const struct article *a, struct part parts[6])
{
	const struct part all[] = {
		{ "題", a->title }, { "本文", a->body },
		{ "やさしい日本語", a->easy }, { "行事の場所", a->place },
		{ "行事の時刻", a->event_at }, { "変更点", a->changes },
	};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(all); i++) {
		if (!text_blank(all[i].text))
			parts[n++] = all[i];
	}
	return n;
}

struct line {
	const char *where, *text, *key;
};

static size_t
lines_of(struct checking *c, struct line *lines, size_t max)
{
	struct arena *mem = c->r->mem;
	struct part parts[6];
	size_t nparts = parts_of(c->a, parts), n = 0;

	for (size_t i = 0; i < nparts; i++) {
		const char *s = parts[i].text;

		for (int number = 1; *s && n < max; number++) {
			size_t len = strcspn(s, "\n");
			const char *text = arena_bytes(mem, s, len);

			lines[n++] = (struct line){ arena_fmt(mem,
			    "%s %d行目", parts[i].label, number), text,
			    text_key(mem, text) };
			s += len + (s[len] == '\n');
		}
	}
	return n;
}

static size_t
letters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* A whole name, family and given: one of two letters is any word. */
static void
find_name(struct checking *c, const struct line *lines, size_t n,
    const char *name)
{
	const char *key = text_blank(name) ? "" : text_key(c->r->mem, name);

	if (letters(key) < MIN_NAME)
		return;
	for (size_t i = 0; i < n; i++) {
		if (strstr(lines[i].key, key))
			find(c, FINDING_STOP, lines[i].where, arena_fmt(c->r->mem,
			    "登録されている子どもの名前と同じ文字があります：「%s」。消すか、言いかえてください。",
			    name));
	}
}

static enum result
find_names(struct checking *c, const struct line *lines, size_t n)
{
	const struct field *name = record_field(&child_record, "name");
	const struct field *kana = record_field(&child_record, "kana");
	struct rows rows = { 0 };
	enum result rc = article_sql_names(c->r, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *const *cells = rows.cells + i * rows.ncols;

		find_name(c, lines, n, record_open_cell(c->r, c->r->mem,
		    &child_record, name, cells[0], cells[1]));
		find_name(c, lines, n, record_open_cell(c->r, c->r->mem,
		    &child_record, kana, cells[0], cells[2]));
	}
	return rc;
}

/* The smallest number of people that may be told; setting small_count. */
static int64_t
article_threshold(struct request *r)
{
	int64_t k = 0;

	return text_number(codes_setting(r->codes, "small_count"), &k) &&
	    k > 0 ? k : USUAL_THRESHOLD;
}

/* 3人, 2名, 1件: so few that those who know the town know who it is. Counts of
 * staff or of seats are as small, so a table of them is to be worded. */
static void
find_small(struct checking *c, const struct line *line)
{
	static const char *const units[] = { "人", "名", "世帯", "例" };
	int64_t k = article_threshold(c->r);
	const char *s = line->key;

	while (*s) {
		char *end;
		long number;

		if (!isdigit((unsigned char)*s)) {
			s++;
			continue;
		}
		number = strtol(s, &end, 10);
		for (size_t i = 0; i < COUNT(units); i++) {
			if (strncmp(end, units[i], strlen(units[i])) == 0 &&
			    number > 0 && number < k)
				find(c, FINDING_REASON, line->where,
				    arena_fmt(c->r->mem,
				    "%lldより小さい数があります：「%ld%s」。「%lld%s未満」のように書くか、"
				    "まとめてください。", (long long)k, number, units[i],
				    (long long)k, units[i]));
		}
		s = end;
	}
}

/* A telephone or an address of a person is not ours to publish. */
static void
find_addresses(struct checking *c, const struct line *line)
{
	if (strstr(line->text, "090-") || strstr(line->text, "080-") ||
	    strstr(line->text, "070-"))
		find(c, FINDING_LOOK, line->where,
		    "携帯電話の番号があります。公表してよい番号か確かめてください。");
}

static void
find_prose(struct checking *c, const char *label, const char *text)
{
	struct prose_fault faults[PROSE_MAX_FAULTS];
	size_t n = prose_faults(c->r->mem, text, faults);

	for (size_t i = 0; i < n; i++)
		find(c, FINDING_STOP, arena_fmt(c->r->mem, "%s %lld行目", label,
		    (long long)faults[i].line), faults[i].says);
}

static bool
is_name_of_file(const char *title)
{
	static const char *const endings[] = { ".jpg", ".jpeg", ".png",
	    ".pdf" };
	size_t n = strlen(title);

	for (size_t i = 0; i < COUNT(endings); i++) {
		size_t len = strlen(endings[i]);

		if (n > len && strcmp(title + n - len, endings[i]) == 0)
			return true;
	}
	return false;
}

static enum result
find_files(struct checking *c)
{
	struct rows rows = { 0 };
	enum result rc = article_sql_files(c->r, c->a->id, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *title = rows_cell(&rows, i, "title");

		if (text_blank(title) || is_name_of_file(title))
			find(c, FINDING_STOP, "ファイル", arena_fmt(c->r->mem,
			    "「%s」に説明がありません。何が写っているか、何の資料かを書いてください。",
			    title));
	}
	return rc;
}

enum result
article_check(struct request *r, const struct article *a,
    struct article_finding out[ARTICLE_FINDINGS], size_t *n)
{
	struct checking c = { r, a, out, 0 };
	struct line *lines = arena_array(r->mem, MAX_LINES, sizeof(*lines));
	size_t nlines = lines_of(&c, lines, MAX_LINES);
	enum result rc = find_names(&c, lines, nlines);

	for (size_t i = 0; !rc && i < nlines; i++)
		find_small(&c, &lines[i]);
	find_prose(&c, "本文", a->body);
	find_prose(&c, "やさしい日本語", a->easy);
	if (!rc)
		rc = find_files(&c);
	for (size_t i = 0; !rc && i < nlines; i++)
		find_addresses(&c, &lines[i]);
	*n = c.n;
	return rc;
}

enum result
article_names_nobody(struct request *r, const char *text)
{
	struct article_finding all[ARTICLE_FINDINGS];
	struct checking c = { r, NULL, all, 0 };
	struct line *lines = arena_array(r->mem, MAX_LINES, sizeof(*lines));
	size_t n = 0;
	enum result rc;

	for (const char *s = text; *s && n < MAX_LINES;) {
		size_t len = strcspn(s, "\n");
		const char *line = arena_bytes(r->mem, s, len);

		if (len)
			lines[n++] = (struct line){ arena_fmt(r->mem, "「%s」",
			    prose_begin(r->mem, line, 30)), line,
			    text_key(r->mem, line) };
		s += len + (s[len] == '\n');
	}
	rc = find_names(&c, lines, n);
	for (size_t i = 0; !rc && i < c.n; i++)
		request_fault(r, "", arena_fmt(r->mem, "%s：%s", all[i].where,
		    all[i].says));
	return rc ? rc : c.n ? INVALID : OK;
}
