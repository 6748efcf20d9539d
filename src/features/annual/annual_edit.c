#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/second_person.h"
#include "base/crypto.h"
#include "base/date.h"
#include "features/annual/annual_sql.h"

/* Writing: blocks are added, moved, hidden; a text is a page of its own. */

enum { MOST_BLOCKS = 60 };

struct block_line {
	const char *heading, *kind, *url, *place;
	const struct html *hidden_up, *hidden_down, *hidden_veil;
	bool veiled, first, last;
};

struct edit {
	const char *title, *url;
	const struct html *faults, *hidden, *kinds;
	struct html_list blocks;
};

struct block_edit {
	const char *title, *action, *back, *kind;
	const struct html *faults, *hidden, *heading, *body, *conflict;
};

static const struct slot block_slots[] = {
	SLOT_TEXT(block_line, heading),
	SLOT_TEXT(block_line, kind),
	SLOT_TEXT(block_line, url),
	SLOT_TEXT(block_line, place),
	SLOT_HTML(block_line, hidden_up),
	SLOT_HTML(block_line, hidden_down),
	SLOT_HTML(block_line, hidden_veil),
	SLOT_FLAG(block_line, veiled),
	SLOT_FLAG(block_line, first),
	SLOT_FLAG(block_line, last),
};

static const struct slot edit_slots[] = {
	SLOT_TEXT(edit, title),
	SLOT_TEXT(edit, url),
	SLOT_HTML(edit, faults),
	SLOT_HTML(edit, hidden),
	SLOT_HTML(edit, kinds),
	SLOT_LIST(edit, blocks, block_slots, struct block_line),
};

static const struct slot block_edit_slots[] = {
	SLOT_TEXT(block_edit, title),
	SLOT_TEXT(block_edit, action),
	SLOT_TEXT(block_edit, back),
	SLOT_TEXT(block_edit, kind),
	SLOT_HTML(block_edit, faults),
	SLOT_HTML(block_edit, hidden),
	SLOT_HTML(block_edit, heading),
	SLOT_HTML(block_edit, body),
	SLOT_HTML(block_edit, conflict),
};

TEMPLATE(annual_edit_page, "src/features/annual/edit.html", edit_slots);
TEMPLATE(annual_block_page, "src/features/annual/block.html",
    block_edit_slots);

static const struct field fields[] = {
	FIELD_TEXT(annual_block, heading, .label = "見出し",
	    .flags = REQUIRED, .max = 100),
	FIELD_LONG(annual_block, body, .label = "文章", .max = 20000,
	    .hint = "「## 」で見出し、「- 」で箇条書き。段落の間は1行あけます。"
	    "数は表で出すので、ここには書かなくてかまいません。"),
};

/* Kept by annual_sql.c: the labels name the faults of the form. */
static const struct record block_record = {
	.name = "annual_block",
	.label = "年次報告書の文章",
	.size = sizeof(struct annual_block),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
};

static bool
is_text(const struct annual_block *b)
{
	return strcmp(b->kind, "text") == 0;
}

static enum result
show(struct request *r, const struct annual *a)
{
	struct crumb crumbs[] = { { "統計", "/statistics" },
	    { "年次報告書", "/annuals" }, { date_fiscal_label(r->mem,
	    (int)a->year), arena_fmt(r->mem, "/annuals/%s", a->id) },
	    { "文章と並び", NULL } };
	struct page page = { .title = "文章と並び", .menu = "/statistics",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct edit p = { .title = annual_title(r, a),
	    .url = crumbs[2].path, .faults = form_faults(r),
	    .hidden = form_hidden_own(r),
	    .kinds = form_options(r, "annual_block", "text", NULL) };
	struct annual_blocks blocks;
	struct block_line *lines;
	enum result rc = annual_sql_blocks(r, a->id, &blocks);

	if (rc)
		return rc;
	lines = arena_array(r->mem, blocks.n + 1, sizeof(*lines));
	for (size_t i = 0; i < blocks.n; i++) {
		const struct annual_block *b = &blocks.at[i];
		const char *url = arena_fmt(r->mem, "%s/blocks/%s", p.url,
		    b->id);

		lines[i] = (struct block_line){ b->heading,
		    codes_label(r->codes, "annual_block", b->kind), url,
		    arena_fmt(r->mem, "%s/place", url), form_hidden_own(r),
		    form_hidden_own(r), form_hidden_own(r), b->hidden,
		    i == 0, i + 1 == blocks.n };
	}
	p.blocks = (struct html_list){ lines, blocks.n };
	return page_show(r, &page, &annual_edit_page, &p);
}

static enum result
open_draft(struct request *r, struct annual *a)
{
	enum result rc = annual_open(r, a);

	return rc || annual_is(a, "draft") ? rc : CONFLICT;
}

enum result
annual_edit_get(struct request *r)
{
	struct annual a;
	enum result rc = open_draft(r, &a);

	return rc ? rc : show(r, &a);
}

/* Inside a deed: this person is one of the writers. */
static enum result
touch(struct request *r, const struct annual *a, const char *verb,
    const char *block)
{
	enum result rc = annual_sql_touch(r, a, second_person_wrote(r,
	    a->writers));

	return rc ? rc : audit_note_plain(r, verb, "annual_block", block, "");
}

static enum result
finish(struct request *r, enum result rc, const char *at)
{
	const char *see = request_saying(r, at, "changed");

	if (rc) {
		db_rollback(r->db);
		return rc;
	}
	return request_see(r, deed_commit(r, see), see);
}

/* POST /annuals/ID/blocks: one more at the end; its text is written next. */
enum result
annual_block_post(struct request *r)
{
	const char *kind = request_form(r, "kind");
	const struct code *code = kind ? codes_find(r->codes, "annual_block",
	    kind) : NULL;
	struct annual_blocks blocks;
	struct annual_block b;
	struct annual a;
	enum result rc = open_draft(r, &a);

	if (!rc)
		rc = annual_sql_blocks(r, a.id, &blocks);
	if (rc)
		return rc;
	if (!code || blocks.n >= MOST_BLOCKS) {
		request_fault(r, "kind", code ? "これ以上は足せません。" :
		    "足すものを選んでください。");
		rc = show(r, &a);
		return rc ? rc : INVALID;
	}
	b = (struct annual_block){ .id = crypto_uuid(r->mem), .annual = a.id,
	    .kind = code->code, .heading = code->label, .place = blocks.n ?
	    blocks.at[blocks.n - 1].place + 1 : 1 };
	deed_begin(r);
	rc = touch(r, &a, "create", b.id);
	if (!rc)
		rc = annual_sql_block_add(r, &b);
	return finish(r, rc, arena_fmt(r->mem, "/annuals/%s/blocks/%s", a.id,
	    b.id));
}

static enum result
open_block(struct request *r, struct annual *a, struct annual_blocks *all,
    size_t *at)
{
	enum result rc = open_draft(r, a);

	if (!rc)
		rc = annual_sql_blocks(r, a->id, all);
	for (*at = 0; !rc && *at < all->n; (*at)++) {
		if (strcmp(all->at[*at].id, r->arg[1]) == 0)
			return OK;
	}
	return rc ? rc : MISSING;
}

static enum result
show_block(struct request *r, const struct annual *a,
    const struct annual_block *b, const struct annual_block *theirs)
{
	const char *url = arena_fmt(r->mem, "/annuals/%s", a->id);
	struct crumb crumbs[] = { { "年次報告書", "/annuals" },
	    { date_fiscal_label(r->mem, (int)a->year), url },
	    { "文章と並び", arena_fmt(r->mem, "%s/edit", url) },
	    { b->heading ? b->heading : "", NULL } };
	struct page page = { .title = "見出しと文章", .menu = "/statistics",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct block_edit p = { .title = page.title,
	    .action = arena_fmt(r->mem, "%s/blocks/%s", url, b->id),
	    .back = crumbs[2].path,
	    .kind = codes_label(r->codes, "annual_block", b->kind),
	    .conflict = theirs ? form_conflict(r, &block_record, b, theirs) :
	    NULL, .hidden = form_hidden(r, theirs ? theirs->version :
	    b->version) };

	r->reading = &block_record;
	p.faults = form_faults(r);
	p.heading = form_field(r, &fields[0], b);
	p.body = is_text(b) ? form_field(r, &fields[1], b) : NULL;
	return page_show(r, &page, &annual_block_page, &p);
}

enum result
annual_block_get(struct request *r)
{
	struct annual_blocks all;
	struct annual a;
	size_t at;
	enum result rc = open_block(r, &a, &all, &at);

	return rc ? rc : show_block(r, &a, &all.at[at], NULL);
}

enum result
annual_block_change_post(struct request *r)
{
	struct annual_blocks all;
	struct annual_block b;
	struct annual a;
	size_t at;
	enum result rc = open_block(r, &a, &all, &at), shown;

	if (rc)
		return rc;
	b = all.at[at];
	rc = record_read(r, &block_record, &b);
	if (rc) {
		shown = show_block(r, &a, &b, NULL);
		return shown ? shown : rc;
	}
	form_version(r, &b);
	if (b.version != all.at[at].version) {
		shown = show_block(r, &a, &b, &all.at[at]);
		return shown ? shown : CONFLICT;
	}
	deed_begin(r);
	rc = touch(r, &a, "update", b.id);
	if (!rc)
		rc = annual_sql_block_change(r, &b);
	return finish(r, rc, arena_fmt(r->mem, "/annuals/%s/edit", a.id));
}

/* Inside a deed: places with its neighbour. At an end nothing moves. */
static enum result
move(struct request *r, const struct annual_blocks *all, size_t at, bool up)
{
	const struct annual_block *b = &all->at[at], *other;
	enum result rc;

	if (up ? at == 0 : at + 1 == all->n)
		return OK;
	other = up ? b - 1 : b + 1;
	rc = annual_sql_place(r, b, other->place);
	return rc ? rc : annual_sql_place(r, other, b->place);
}

/* POST /annuals/ID/blocks/ID/place: to=up, down, hide, show */
enum result
annual_block_place_post(struct request *r)
{
	const char *to = request_form(r, "to");
	struct annual_blocks all;
	struct annual_block b;
	struct annual a;
	size_t at;
	enum result rc = open_block(r, &a, &all, &at);

	if (rc)
		return rc;
	if (!to || !strstr(" up down hide show ", arena_fmt(r->mem, " %s ",
	    to))) {
		request_fault(r, "", "動かし方を選んでください。");
		rc = show(r, &a);
		return rc ? rc : INVALID;
	}
	b = all.at[at];
	b.hidden = strcmp(to, "hide") == 0;
	deed_begin(r);
	rc = touch(r, &a, "update", b.id);
	if (!rc && (strcmp(to, "up") == 0 || strcmp(to, "down") == 0))
		rc = move(r, &all, at, strcmp(to, "up") == 0);
	else if (!rc)
		rc = annual_sql_block_change(r, &b);
	return finish(r, rc, arena_fmt(r->mem, "/annuals/%s/edit", a.id));
}
