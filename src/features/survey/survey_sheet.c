#include "features/survey/survey_sheet.h"

#include <string.h>

#include "app/codes.h"
#include "app/record_page.h"
#include "base/text.h"
#include "features/survey/survey_sql.h"

/* A row as it lies there; nothing in these records is sealed. */
static void
take_row(const struct record *rec, const struct rows *rows, size_t i,
    void *obj)
{
	struct record_head *head = obj;

	memset(obj, 0, rec->size);
	head->id = rows_cell(rows, i, "id");
	head->version = rows_number(rows, i, "version");
	for (size_t k = 0; k < rec->nfields; k++)
		field_set(&rec->fields[k], obj, rows_cell(rows, i,
		    rec->fields[k].name));
}

static enum result
load_questions(struct request *r, struct sheet *s)
{
	struct rows rows = { 0 };
	enum result rc = survey_sql_questions(r, s->survey.id, &rows);

	if (rc)
		return rc;
	s->n = rows.nrows;
	s->questions = arena_array(r->mem, s->n + 1, sizeof(*s->questions));
	s->values = arena_array(r->mem, s->n + 1, sizeof(*s->values));
	s->known = arena_array(r->mem, s->n + 1, sizeof(*s->known));
	s->shown = arena_array(r->mem, s->n + 1, sizeof(*s->shown));
	for (size_t i = 0; i < s->n; i++)
		take_row(&survey_question_record, &rows, i, &s->questions[i]);
	s->sections = survey_sections(s->questions, s->n);
	return OK;
}

static enum result
load_replies(struct request *r, struct sheet *s)
{
	struct rows rows = { 0 };
	enum result rc = survey_sql_replies(r, s->recipient.id, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct survey_reply p;

		take_row(&survey_reply_record, &rows, i, &p);
		if (!p.sent_at)
			s->open = p;
		else if (!s->last.id)
			s->last = p;
	}
	return rc;
}

static enum result
load_answers(struct request *r, struct sheet *s)
{
	const char *reply = s->open.id ? s->open.id : s->last.id;
	const struct field *text = record_field(&survey_answer_record, "text");
	struct rows rows = { 0 };
	enum result rc = reply ? survey_sql_answers(r, reply, &rows) : OK;

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *question = rows_cell(&rows, i, "question");
		const char *value = rows_cell(&rows, i, "value");

		for (size_t k = 0; k < s->n; k++) {
			if (strcmp(s->questions[k].id, question) != 0)
				continue;
			s->values[k] = value ? value : record_open_cell(r,
			    r->mem, &survey_answer_record, text,
			    rows_cell(&rows, i, "id"), rows_cell(&rows, i,
			    "text"));
		}
	}
	return rc;
}

/* Where nothing was answered yet, what the directory says is offered. */
static void
prefill(struct sheet *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if (!s->values[i] && !s->open.id && !s->last.id)
			s->values[i] = s->known[i];
	}
}

enum result
survey_sheet_load(struct request *r, const char *recipient, struct sheet *s)
{
	enum result rc;

	memset(s, 0, sizeof(*s));
	rc = record_stored(r, &survey_recipient_record, recipient,
	    &s->recipient);
	if (!rc)
		rc = record_stored(r, &survey_record, s->recipient.survey,
		    &s->survey);
	if (!rc)
		rc = load_questions(r, s);
	if (!rc)
		rc = load_replies(r, s);
	if (!rc)
		rc = load_answers(r, s);
	if (!rc)
		rc = survey_known(r, &s->recipient, s->questions, s->n,
		    s->known);
	if (rc)
		return rc;
	prefill(s);
	survey_shown(s->questions, s->n, s->values, s->shown);
	return OK;
}

enum result
survey_sheet_preview(struct request *r, const struct survey *survey,
    struct sheet *s)
{
	enum result rc;

	*s = (struct sheet){ .survey = *survey,
		.recipient.name = "見本（送り先の名前が入ります）" };
	rc = load_questions(r, s);
	for (size_t i = 0; !rc && i < s->n; i++)
		s->shown[i] = true;
	return rc;
}

enum result
survey_sheet_sent(struct request *r, struct sheet *s)
{
	enum result rc;

	s->open = (struct survey_reply){ 0 };
	memset(s->values, 0, (s->n + 1) * sizeof(*s->values));
	rc = load_answers(r, s);
	survey_shown(s->questions, s->n, s->values, s->shown);
	return rc;
}

/* The lines of a table, from a field for each row. */
static const char *
typed_table(struct request *r, const struct survey_question *q,
    const char *name)
{
	struct survey_choice *rows;
	size_t n = survey_choices(r->mem, q->choices, &rows);
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < n; i++) {
		const char *cell = request_form(r, arena_fmt(r->mem, "%s-%zu",
		    name, i));

		buffer_fmt(&b, "%s%s", i ? "\n" : "", cell ? cell : "");
	}
	return b.s ? b.s : "";
}

/* What the form says of a question; NULL: it is not there. */
static const char *
typed_of(struct request *r, const struct survey_question *q, const char *name)
{
	size_t n;
	const char *const *all;
	struct buffer b = buffer_new(r->mem);

	if (survey_is(q, SURVEY_TABLE))
		return typed_table(r, q, name);
	if (!survey_is(q, SURVEY_MULTIPLE))
		return request_form(r, name);
	all = request_form_all(r, name, &n);
	for (size_t i = 0; i < n; i++)
		buffer_fmt(&b, "%s%s", i ? "," : "", all[i]);
	return b.s;
}

enum result
survey_sheet_read(struct request *r, struct sheet *s, size_t section)
{
	bool *before = arena_array(r->mem, s->n + 1, sizeof(*before));

	memcpy(before, s->shown, s->n * sizeof(*before));
	for (size_t i = 0; i < s->n; i++) {
		const struct survey_question *q = &s->questions[i];
		const char *name, *typed, *says, *value;

		if (survey_is(q, SURVEY_SECTION) ||
		    survey_section_of(s->questions, i) != section)
			continue;
		name = arena_fmt(r->mem, "a-%s", q->code);
		typed = typed_of(r, q, name);
		says = survey_read(r->mem, q, typed ? typed : "", r->today,
		    &value);
		if (says)
			request_fault(r, name, says);
		s->values[i] = says ? typed : value;
	}
	survey_shown(s->questions, s->n, s->values, s->shown);
	for (size_t i = 0; i < s->n; i++)
		s->more |= s->shown[i] && !before[i] &&
		    survey_section_of(s->questions, i) == section;
	return r->nfaults ? INVALID : OK;
}

bool
survey_sheet_is_stray(const struct sheet *s, size_t i)
{
	const char *value = s->values[i];

	return !s->shown[i] && !text_blank(value) &&
	    !(s->known[i] && strcmp(value, s->known[i]) == 0);
}

void
survey_sheet_strays(struct request *r, const struct sheet *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const char *when = survey_when_told(r, s->questions, i);

		if (!survey_sheet_is_stray(s, i))
			continue;
		request_fault(r, arena_fmt(r->mem, "a-%s",
		    s->questions[i].code), when ? arena_fmt(r->mem,
		    "%sだけ答える設問です。空欄にするか、その答えを直してください。",
		    when) : "この部分には答えません。空欄にしてください。");
	}
}

enum result
survey_sheet_save(struct request *r, struct sheet *s, const char *channel)
{
	enum result rc = OK;

	if (!s->open.id) {
		s->open = (struct survey_reply){ .recipient = s->recipient.id,
		    .number = s->last.number + 1, .channel = channel };
		rc = survey_sql_reply_add(r, &s->open);
	} else if (strcmp(s->open.channel, channel) != 0) {
		rc = survey_sql_reply_channel(r, s->open.id, channel);
	}
	for (size_t i = 0; !rc && i < s->n; i++)
		rc = survey_sql_answer_set(r, s->open.id, &s->questions[i],
		    s->values[i]);
	return rc;
}

enum result
survey_sheet_send(struct request *r, struct sheet *s)
{
	size_t lacks[SURVEY_QUESTIONS_MAX];
	size_t n = survey_missing(s->questions, s->n, s->values, lacks);
	enum result rc = OK;

	s->lacking = n > 0;
	n = s->as_is ? 0 : n;
	for (size_t i = 0; i < n; i++)
		request_fault(r, "", arena_fmt(r->mem, "「%s」に答えてください。",
		    s->questions[lacks[i]].asks));
	if (n || !s->open.id) {
		if (!n)
			request_fault(r, "", "答えを保存してから送ってください。");
		return INVALID;
	}
	for (size_t i = 0; !rc && i < s->n; i++) {
		if (!s->shown[i])
			rc = survey_sql_answer_set(r, s->open.id,
			    &s->questions[i], NULL);
	}
	return rc ? rc : survey_sql_reply_send(r, s->open.id);
}

static bool
asks_anything(const struct sheet *s, int section)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->shown[i] && !survey_is(&s->questions[i],
		    SURVEY_SECTION) && survey_section_of(s->questions, i) ==
		    (size_t)section)
			return true;
	}
	return false;
}

int
survey_sheet_next(const struct sheet *s, int section, int step)
{
	for (section += step; section >= 0 && section < (int)s->sections;
	    section += step) {
		if (asks_anything(s, section))
			break;
	}
	return section;
}
