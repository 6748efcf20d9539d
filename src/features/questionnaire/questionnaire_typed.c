#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "base/crypto.h"
#include "base/text.h"
#include "features/questionnaire/questionnaire_sql.h"

/* Answers on paper, typed in by the clerk: a row a sheet, many at once. */

enum { SHEETS = 10 };

struct asked {
	int64_t number;
	const char *says, *options;
};

static const struct slot asked_slots[] = {
	SLOT_NUMBER(asked, number),
	SLOT_TEXT(asked, says),
	SLOT_TEXT(asked, options),
};

struct cell {
	const char *name, *label, *typed, *fault;
	bool small;
};

static const struct slot cell_slots[] = {
	SLOT_TEXT(cell, name),
	SLOT_TEXT(cell, label),
	SLOT_TEXT(cell, typed),
	SLOT_TEXT(cell, fault),
	SLOT_FLAG(cell, small),
};

struct sheet {
	int64_t number;
	struct html_list cells;
};

static const struct slot sheet_slots[] = {
	SLOT_NUMBER(sheet, number),
	SLOT_LIST(sheet, cells, cell_slots, struct cell),
};

struct typed_page {
	const char *at, *title, *phase, *code, *other, *other_label;
	const struct html *faults, *hidden, *day;
	struct html_list questions, sheets;
};

static const struct slot slots[] = {
	SLOT_TEXT(typed_page, at),
	SLOT_TEXT(typed_page, title),
	SLOT_TEXT(typed_page, phase),
	SLOT_TEXT(typed_page, code),
	SLOT_TEXT(typed_page, other),
	SLOT_TEXT(typed_page, other_label),
	SLOT_HTML(typed_page, faults),
	SLOT_HTML(typed_page, hidden),
	SLOT_HTML(typed_page, day),
	SLOT_LIST(typed_page, questions, asked_slots, struct asked),
	SLOT_LIST(typed_page, sheets, sheet_slots, struct sheet),
};

TEMPLATE(questionnaire_typed_page, "src/features/questionnaire/typed.html",
    slots);

struct typed {
	const char *on_day;
};

static const struct field day_field = FIELD_DAY(typed, on_day,
    .label = "書いてもらった日", .flags = REQUIRED, .hint = "例）11/20");

/* Of one batch. */
struct batch {
	struct questionnaire_all all;
	const char *phase;
	struct typed typed;
	struct questionnaire_answer answers[SHEETS];
	const char *words[SHEETS];
	size_t n;
};

static const char *
name_of(struct request *r, size_t sheet, const char *code)
{
	return arena_fmt(r->mem, "s%zu-%s", sheet + 1, code);
}

static bool
is_picked(const struct questionnaire_question *q)
{
	return strcmp(q->kind, "text") != 0 && strcmp(q->kind, "number") != 0;
}

static struct cell
cell_of(struct request *r, size_t sheet, const char *code, const char *label,
    bool small)
{
	const char *name = name_of(r, sheet, code);
	const char *typed = request_form(r, name);

	return (struct cell){ name, arena_fmt(r->mem, "%zu枚め　%s", sheet + 1,
	    label), typed ? typed : "", request_fault_of(r, name), small };
}

static struct html_list
sheets_of(struct request *r, const struct batch *b)
{
	struct sheet *sheets = arena_array(r->mem, SHEETS, sizeof(*sheets));

	for (size_t i = 0; i < SHEETS; i++) {
		struct cell *cells = arena_array(r->mem, b->all.n + 1,
		    sizeof(*cells));
		size_t n = 0;

		for (size_t k = 0; k < b->all.n; k++) {
			const struct questionnaire_question *q =
			    &b->all.questions[k];

			if (questionnaire_asks(q, b->phase))
				cells[n++] = cell_of(r, i, q->code, q->says,
				    strcmp(q->kind, "text") != 0);
		}
		cells[n++] = cell_of(r, i, "words", "合いことば", false);
		sheets[i] = (struct sheet){ (int64_t)i + 1, { cells, n } };
	}
	return (struct html_list){ sheets, SHEETS };
}

static const char *
options_line(struct request *r, const struct questionnaire_question *q)
{
	struct buffer b = buffer_new(r->mem);
	size_t n;
	const char *const *options = questionnaire_options(r, q, &n);

	for (size_t i = 0; is_picked(q) && i < n; i++)
		buffer_fmt(&b, "%s%zu %s", i ? "　" : "", i + 1, options[i]);
	return b.s;
}

static struct html_list
questions_of(struct request *r, const struct batch *b)
{
	struct asked *asked = arena_array(r->mem, b->all.n + 1,
	    sizeof(*asked));
	size_t n = 0;

	for (size_t i = 0; i < b->all.n; i++) {
		const struct questionnaire_question *q = &b->all.questions[i];

		if (questionnaire_asks(q, b->phase)) {
			asked[n] = (struct asked){ (int64_t)n + 1, q->says,
			    options_line(r, q) };
			n++;
		}
	}
	return (struct html_list){ asked, n };
}

static enum result
show(struct request *r, const struct batch *b)
{
	const char *at = arena_fmt(r->mem, "/questionnaires/%s", b->all.it.id);
	const char *other = strcmp(b->phase, "before") == 0 ? "after" :
	    "before";
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "事前・事後アンケート", "/questionnaires" },
	    { b->all.it.title, at }, { "紙の回答", NULL } };
	struct page page = { "紙の回答を入力する", "/trainings", crumbs,
	    COUNT(crumbs), false };
	struct typed_page p = {
		.at = at, .title = b->all.it.title, .code = b->phase,
		.phase = codes_label(r->codes, "questionnaire_phase",
		    b->phase),
		.other = arena_fmt(r->mem, "%s/typed?phase=%s", at, other),
		.other_label = codes_label(r->codes, "questionnaire_phase",
		    other),
		.faults = form_faults(r), .hidden = form_hidden(r, 0),
		.day = form_field(r, &day_field, &b->typed),
		.questions = questions_of(r, b), .sheets = sheets_of(r, b),
	};

	return page_show(r, &page, &questionnaire_typed_page, &p);
}

static enum result
begin(struct request *r, struct batch *b)
{
	const char *phase = request_query(r, "phase");
	enum result rc = questionnaire_open(r, r->arg[0], &b->all);

	b->phase = questionnaire_phase_is(phase) ? phase : "before";
	b->typed.on_day = r->today;
	if (!rc && questionnaire_is(&b->all.it, "draft"))
		return CONFLICT;
	return rc;
}

/* GET /questionnaires/ID/typed?phase=after */
enum result
questionnaire_typed_get(struct request *r)
{
	struct batch b = { 0 };
	enum result rc = begin(r, &b);

	return rc ? rc : show(r, &b);
}

/* "1 3", "1,3": numbers of options, which come out in their order. */
static bool
read_numbers(struct request *r, const struct questionnaire_question *q,
    const char *typed, struct buffer *out)
{
	static const char between[] = " ,、";
	const char *s = text_fold_width(r->mem, typed);
	bool chosen[QUESTIONNAIRE_OPTIONS + 1] = { false };
	size_t n, found = 0;

	(void)questionnaire_options(r, q, &n);
	for (s += strspn(s, between); *s; s += strspn(s, between)) {
		size_t len = strspn(s, "0123456789");
		int64_t k;

		if (!len || !text_number(arena_bytes(r->mem, s, len), &k) ||
		    k < 1 || k > (int64_t)n)
			return false;
		chosen[k] = true;
		s += len;
	}
	for (size_t i = 1; i <= n; i++) {
		if (chosen[i])
			buffer_fmt(out, "%s\"%zu\"", found++ ? "," : "", i);
	}
	return found == 1 || (found && strcmp(q->kind, "multiple") == 0);
}

static bool
read_cell(struct request *r, const struct questionnaire_question *q,
    const char *typed, struct buffer *b)
{
	struct buffer value = buffer_new(r->mem);
	int64_t number;

	if (!is_picked(q) && strcmp(q->kind, "number") == 0) {
		if (!text_number(typed, &number) || number < 0 ||
		    number > QUESTIONNAIRE_NUMBER)
			return false;
		buffer_fmt(&value, "\"%lld\"", (long long)number);
	} else if (!is_picked(q)) {
		if (text_length(typed) > QUESTIONNAIRE_TEXT)
			return false;
		buffer_json(&value, typed);
	} else if (!read_numbers(r, q, typed, &value)) {
		return false;
	}
	buffer_fmt(b, strcmp(q->kind, "multiple") == 0 ? "%s\"%s\":[%s]" :
	    "%s\"%s\":%s", b->len ? "," : "", q->code, value.s);
	return true;
}

/* A row that has anything; what is empty in it was not answered. */
static void
read_sheet(struct request *r, struct batch *b, size_t sheet)
{
	const char *words = request_form(r, name_of(r, sheet, "words"));
	struct buffer members = buffer_new(r->mem);
	size_t faults = r->nfaults;

	for (size_t i = 0; i < b->all.n; i++) {
		const struct questionnaire_question *q = &b->all.questions[i];
		const char *name = name_of(r, sheet, q->code);
		const char *typed = request_form(r, name);

		if (!questionnaire_asks(q, b->phase) || text_blank(typed))
			continue;
		if (!read_cell(r, q, typed, &members))
			request_fault(r, name, is_picked(q) ?
			    "選択肢の番号を入力してください。" :
			    "数か、500字までの文を入力してください。");
	}
	if (!members.len || r->nfaults > faults)
		return;
	b->words[b->n] = text_blank(words) ? NULL : text_key(r->mem, words);
	b->answers[b->n++] = (struct questionnaire_answer){
		.id = crypto_chance(r->mem), .phase = b->phase,
		.on_day = b->typed.on_day, .way = "paper", .nth = 1,
		.answers = arena_fmt(r->mem, "{%s}", members.s),
	};
}

static void
read_batch(struct request *r, struct batch *b)
{
	const char *typed = request_form(r, "on_day");
	const char *says = field_read(r, &day_field, typed ? typed : "",
	    r->today, false, &b->typed);

	if (says)
		request_fault(r, "on_day", says);
	else if (strcmp(b->typed.on_day, r->today) > 0)
		request_fault(r, "on_day", "in_the_future");
	for (size_t i = 0; i < SHEETS; i++)
		read_sheet(r, b, i);
	if (!b->n && !r->nfaults)
		request_fault(r, "s1-words", "1枚も入力されていません。");
}

/* POST /questionnaires/ID/typed?phase=after */
enum result
questionnaire_typed_post(struct request *r)
{
	struct batch b = { 0 };
	const char *see;
	enum result rc = begin(r, &b);

	if (rc)
		return rc;
	read_batch(r, &b);
	if (r->nfaults) {
		rc = show(r, &b);
		return rc ? rc : INVALID;
	}
	see = request_saying(r, arena_fmt(r->mem,
	    "/questionnaires/%s/typed?phase=%s", b.all.it.id, b.phase),
	    "added");
	deed_begin(r);
	for (size_t i = 0; i < b.n; i++)
		(void)questionnaire_answer_add(r, b.all.it.id, &b.answers[i],
		    b.words[i]);
	(void)audit_note_plain(r, "add", "questionnaire", b.all.it.id,
	    arena_fmt(r->mem, "answers=%zu", b.n));
	return request_see(r, deed_commit(r, see), see);
}
