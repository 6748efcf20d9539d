#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/directory/directory_page.h"

/* The table in which the centre writes down what a service answered. */

struct choice_of {
	const char *value, *mark, *label;
	bool chosen;
};

static const struct slot choice_slots[] = {
	SLOT_TEXT(choice_of, value),
	SLOT_TEXT(choice_of, mark),
	SLOT_TEXT(choice_of, label),
	SLOT_FLAG(choice_of, chosen),
};

struct line {
	const char *criterion, *label, *terms, *fault;
	struct html_list choices;
	const struct html *reaches;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, criterion),
	SLOT_TEXT(line, label),
	SLOT_TEXT(line, terms),
	SLOT_TEXT(line, fault),
	SLOT_LIST(line, choices, choice_slots, struct choice_of),
	SLOT_HTML(line, reaches),
};

struct group {
	const char *label;
	struct html_list lines;
};

static const struct slot group_slots[] = {
	SLOT_TEXT(group, label),
	SLOT_LIST(group, lines, line_slots, struct line),
};

struct form {
	const char *title, *action, *back, *told_by, *told_fault,
	    *confirmed_on, *day_fault;
	bool all;
	const struct html *faults, *hidden;
	struct html_list groups;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, action),
	SLOT_TEXT(form, back),
	SLOT_TEXT(form, told_by),
	SLOT_TEXT(form, told_fault),
	SLOT_TEXT(form, confirmed_on),
	SLOT_TEXT(form, day_fault),
	SLOT_FLAG(form, all),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_LIST(form, groups, group_slots, struct group),
};

TEMPLATE(directory_answers_page, "src/features/directory/answers.html",
    form_slots);

static const char *
typed(struct request *r, char what, const char *criterion)
{
	return request_form(r, arena_fmt(r->mem, "%c-%s", what, criterion));
}

static const char *
or_else(const char *s, const char *otherwise)
{
	return s ? s : otherwise ? otherwise : "";
}

static struct html_list
choices_of(struct request *r, const char *chosen)
{
	enum { N = ANSWER_YES + 1 };
	struct choice_of *all = arena_array(r->mem, N, sizeof(*all));

	for (size_t i = 0; i < N; i++) {
		enum answered a = (enum answered)(ANSWER_YES - i);

		all[i] = (struct choice_of){ answer_code(a), answer_mark(a),
		    codes_label(r->codes, "capability_answer", answer_code(a)),
		    strcmp(chosen, answer_code(a)) == 0 };
	}
	return (struct html_list){ all, N };
}

static struct line
line_of(struct request *r, const struct capability *c)
{
	return (struct line){
		.criterion = c->criterion,
		.label = c->label,
		.terms = or_else(typed(r, 't', c->criterion), c->terms),
		.fault = request_fault_of(r, c->criterion),
		.choices = choices_of(r, or_else(typed(r, 'a', c->criterion),
		    answer_code(c->answer))),
		.reaches = form_options(r, "visibility", or_else(typed(r, 'v',
		    c->criterion), c->visibility ? c->visibility : "public"),
		    NULL),
	};
}

static struct html_list
groups_of(struct request *r, const struct capability *all, size_t n)
{
	static const char *const labels[] = { "14の医療的ケア", "そのほかの条件" };
	struct group *groups = arena_array(r->mem, COUNT(labels),
	    sizeof(*groups));

	for (size_t g = 0; g < COUNT(labels); g++) {
		struct line *lines = arena_array(r->mem, n, sizeof(*lines));
		size_t k = 0;

		for (size_t i = 0; i < n; i++) {
			if (all[i].care == (g == 0))
				lines[k++] = line_of(r, &all[i]);
		}
		groups[g] = (struct group){ labels[g], { lines, k } };
	}
	return (struct html_list){ groups, COUNT(labels) };
}

static enum result
show_form(struct request *r, const struct service *s,
    const struct html *above)
{
	struct place place;
	const struct capability *all;
	size_t n;
	struct form f = {
		.back = arena_fmt(r->mem, "/services/%s", s->id),
		.action = arena_fmt(r->mem, "/services/%s/answers", s->id),
		.told_by = or_else(request_form(r, "told_by"), "電話"),
		.confirmed_on = or_else(request_form(r, "confirmed_on"),
		    date_era(r->mem, r->today)),
		.told_fault = request_fault_of(r, "told_by"),
		.day_fault = request_fault_of(r, "confirmed_on"),
		.all = request_form(r, "all") != NULL,
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, s->version),
	};
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { NULL, f.back }, { "受入れを書きかえる", NULL } };
	struct page page = { "受入れを書きかえる", "/services", crumbs,
	    COUNT(crumbs), false };
	enum result rc = record_get(r, &place_record, s->place, &place);

	if (!rc)
		rc = directory_capabilities(r, s->id, &all, &n);
	if (rc)
		return rc;
	crumbs[1].label = directory_service_title(r, s, place.name);
	f.title = arena_fmt(r->mem, "受入れを書きかえる：%s", crumbs[1].label);
	f.groups = groups_of(r, all, n);
	return page_show(r, &page, &directory_answers_page, &f);
}

static enum result
get_mine(struct request *r, struct service *s)
{
	return access_centre_writes(r) ? record_get(r, &service_record,
	    r->arg[0], s) : MISSING;
}

/* GET /services/ID/answers */
enum result
directory_answers_get(struct request *r)
{
	struct service s;
	enum result rc = get_mine(r, &s);

	return rc ? rc : show_form(r, &s, NULL);
}

enum result
directory_read_origin(struct request *r, struct origin *from)
{
	const char *day = request_form(r, "confirmed_on");

	*from = (struct origin){ SOURCE_HAND, r->today,
	    or_else(request_form(r, "told_by"), "") };
	if (text_blank(from->told_by))
		request_fault(r, "told_by", "required");
	else if (text_length(from->told_by) > 100)
		request_fault(r, "told_by",
		    "100文字までにしてください。");
	if (day)
		from->confirmed_on = date_read(r->mem, day, r->today);
	if (!from->confirmed_on)
		request_fault(r, "confirmed_on", "not_a_day");
	else if (strcmp(from->confirmed_on, r->today) > 0)
		request_fault(r, "confirmed_on", "in_the_future");
	return r->nfaults ? INVALID : OK;
}

static bool
is_reach(const char *s)
{
	return !*s || strcmp(reach_code(reach_of(s)), s) == 0;
}

/* What was typed for one criterion, when it says anything else than before, or
 * when everything was asked again. */
static bool
read_claim(struct request *r, const struct capability *c, struct claim *out)
{
	const char *before = answer_code(c->answer);
	const char *answer = or_else(typed(r, 'a', c->criterion), before);
	const char *reach = or_else(typed(r, 'v', c->criterion), "");
	const char *terms = or_else(typed(r, 't', c->criterion), c->terms);
	enum answered a = answer_of(answer);
	bool told = a != ANSWER_UNKNOWN;

	if (strcmp(answer_code(a), answer) != 0 || !is_reach(reach))
		request_fault(r, c->criterion, "choose");
	if (text_length(terms) > 200)
		request_fault(r, c->criterion,
		    "条件は200文字までにしてください。");
	if (a == ANSWER_TERMS && text_blank(terms))
		request_fault(r, c->criterion,
		    "△のときは、どんな条件かを入力してください。");
	*out = (struct claim){ .field = c->criterion, .value = answer,
	    .terms = a == ANSWER_TERMS ? terms : NULL,
	    .visibility = *reach && (told || c->source) ? reach : NULL };
	if (strcmp(answer, before) != 0 || (told && request_form(r, "all")) ||
	    (a == ANSWER_TERMS && strcmp(terms, or_else(c->terms, "")) != 0))
		return true;
	out->show_only = true;
	return out->visibility && c->visibility &&
	    strcmp(reach, c->visibility) != 0;
}

static enum result
save(struct request *r, const struct service *s, int64_t version,
    const struct origin *from, struct claim *claims, size_t n)
{
	const char *see = arena_fmt(r->mem, "/services/%s", s->id);

	see = request_saying(r, see, "changed");
	deed_begin(r);
	(void)directory_offer(r, &service_record, s->id, version, from, claims,
	    n);
	return request_see(r, deed_commit(r, see), see);
}

/* Another was faster: what they wrote is shown, with what was typed kept. */
static enum result
conflict(struct request *r)
{
	struct service s;
	enum result rc = get_mine(r, &s);

	if (rc)
		return rc;
	request_fault(r, "told_by", "ほかの人が先に変更しました。下の表は"
	    "あなたの入力です。確かめてから、もう一度保存してください。");
	(void)show_form(r, &s, NULL);
	return CONFLICT;
}

/* POST /services/ID/answers */
enum result
directory_answers_post(struct request *r)
{
	const struct capability *all;
	struct service s;
	struct origin from;
	struct claim *claims;
	int64_t version = 0;
	size_t n, k = 0;
	enum result rc = get_mine(r, &s);

	if (!rc)
		rc = directory_capabilities(r, s.id, &all, &n);
	if (rc)
		return rc;
	if (!text_number(or_else(request_form(r, "version"), ""), &version) ||
	    version < 1)
		request_fault(r, "version", "required");
	rc = directory_read_origin(r, &from);
	claims = arena_array(r->mem, n + 1, sizeof(*claims));
	for (size_t i = 0; i < n; i++)
		k += read_claim(r, &all[i], &claims[k]);
	if (rc || r->nfaults) {
		(void)show_form(r, &s, NULL);
		return INVALID;
	}
	rc = save(r, &s, version, &from, claims, k);
	return rc == CONFLICT && !r->repeated ? conflict(r) : rc;
}

/* POST /services/ID/confirmation */
enum result
directory_confirmation_post(struct request *r)
{
	struct service s;
	struct origin from;
	int64_t version = 0;
	enum result rc = get_mine(r, &s);
	const char *see;

	if (rc)
		return rc;
	(void)text_number(or_else(request_form(r, "version"), ""), &version);
	if (directory_read_origin(r, &from)) {
		(void)show_form(r, &s, NULL);
		return INVALID;
	}
	see = request_saying(r, arena_fmt(r->mem, "/services/%s", s.id),
	    "confirmed");
	deed_begin(r);
	(void)directory_confirm(r, s.id, version, &from);
	rc = request_see(r, deed_commit(r, see), see);
	return rc == CONFLICT && !r->repeated ? conflict(r) : rc;
}
