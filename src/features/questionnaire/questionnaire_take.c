#include <string.h>
#include <unistd.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "app/sealed.h"
#include "app/site.h"
#include "app/text_map.h"
#include "base/date.h"
#include "base/db_inbox_answer.h"
#include "base/json.h"
#include "base/text.h"
#include "features/questionnaire/questionnaire_sql.h"

/*
 * Answers out of the file of the public site. What is taken at one time would
 * tell when an answer came if there were few: so by itself only days that are
 * over are taken, all at once, and of today QUESTIONNAIRE_FEWEST of a kind.
 */
enum { SECRET_DAYS = 30, NTH_MAX = 1000 };

struct taking {
	struct request *r;
	struct text_map *known;
	const char *until;		/* days before it alone; NULL: all */
};

static bool
is_wanted(void *ctx, const char *key, const char *day)
{
	const struct taking *t = ctx;

	return !text_map_get(t->known, key) &&
	    (!t->until || strcmp(day, t->until) < 0);
}

/* Keys that are no answer here yet; texts too, when `open`. */
static enum result
look(struct request *r, const char *until, bool open,
    struct inbox_answer **all, size_t *n)
{
	struct taking t = { r, NULL, until };
	struct rows rows = { 0 };
	enum result rc = questionnaire_sql_known(r, &rows);

	*n = 0;
	if (rc || !r->site->inbox || access(r->site->inbox, R_OK) != 0)
		return rc;
	t.known = text_map_new(r->mem, rows.nrows);
	for (size_t i = 0; i < rows.nrows; i++)
		text_map_put(t.known, rows.cells[i * rows.ncols], "1");
	return inbox_answers(r->mem, r->site->inbox,
	    open ? r->site->keys->seal : NULL, is_wanted, &t, all, n);
}

int64_t
questionnaire_waiting(struct request *r)
{
	struct inbox_answer *all;
	size_t n;

	return look(r, NULL, false, &all, &n) ? 0 : (int64_t)n;
}

/* One that came, for the questionnaire of that id. */
struct come {
	const char *questionnaire, *words, *day;
	struct questionnaire_answer answer;
};

/* The members that the questions ask for; what is the letter's own begins with
 * a "_". An array of a set stays one. */
static const char *
answers_of(struct request *r, const struct pairs *said)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < said->n; i++) {
		const struct pair *p = &said->at[i];
		bool again = i && strcmp(said->at[i - 1].name, p->name) == 0;
		bool more = i + 1 < said->n &&
		    strcmp(said->at[i + 1].name, p->name) == 0;

		if (*p->name == '_')
			continue;
		if (!again) {
			buffer_add(&b, b.len ? "," : "{");
			buffer_json(&b, p->name);
			buffer_add(&b, more ? ":[" : ":");
		} else {
			buffer_add(&b, ",");
		}
		buffer_json(&b, p->value);
		if (again && !more)
			buffer_add(&b, "]");
	}
	buffer_add(&b, b.len ? "}" : "{}");
	return b.s;
}

/* False: it is for no questionnaire there is, or none of ours. */
static bool
read_one(struct request *r, const struct inbox_answer *a, struct come *c)
{
	struct pairs said = { 0 };
	struct rows rows = { 0 };
	const char *why, *to, *phase, *nth;

	if (!a->text || json_read(r->mem, a->text, strlen(a->text), &said,
	    &why))
		return false;
	to = pairs_get(&said, "_to");
	phase = pairs_get(&said, "_phase");
	nth = pairs_get(&said, "_nth");
	if (!to || !questionnaire_phase_is(phase) ||
	    questionnaire_sql_by_address(r, to, &rows) || !rows.nrows)
		return false;
	*c = (struct come){ rows.cells[0], pairs_get(&said, "_words"), a->day,
		{ .id = a->key, .phase = phase, .on_day = a->day,
		.way = "public", .answers = answers_of(r, &said) } };
	if (!nth || !text_number(nth, &c->answer.nth) || c->answer.nth < 1 ||
	    c->answer.nth > NTH_MAX)
		c->answer.nth = 1;
	return true;
}

/* Of today, as many as nobody can be picked out of. */
static bool
may_be_taken(struct request *r, const struct come *all, size_t n, size_t i)
{
	size_t alike = 0;

	if (strcmp(all[i].day, r->today) < 0)
		return true;
	for (size_t k = 0; k < n; k++) {
		alike += strcmp(all[k].questionnaire,
		    all[i].questionnaire) == 0 &&
		    strcmp(all[k].answer.phase, all[i].answer.phase) == 0 &&
		    strcmp(all[k].day, r->today) >= 0;
	}
	return alike >= QUESTIONNAIRE_FEWEST;
}

enum result
questionnaire_answer_add(struct request *r, const char *questionnaire,
    struct questionnaire_answer *a, const char *words)
{
	a->pair = questionnaire_pair(r, questionnaire, words);
	a->answers = sealed_close(r, "questionnaire_answer", a->id, "answers",
	    a->answers);
	return questionnaire_sql_add(r, questionnaire, a);
}

/* The log says how many came for which questionnaire, and nothing of one. */
static void
note(struct request *r, const struct come *all, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t alike = 0;
		bool first = true;

		for (size_t k = 0; k < n; k++) {
			bool same = strcmp(all[k].questionnaire,
			    all[i].questionnaire) == 0;

			alike += same;
			first &= !(same && k < i);
		}
		if (first)
			(void)audit_note_plain(r, "import", "questionnaire",
			    all[i].questionnaire, arena_fmt(r->mem,
			    "answers=%zu", alike));
	}
}

static enum result
take(struct request *r, const char *until, size_t *taken)
{
	struct inbox_answer *all;
	struct come *come;
	size_t n, m = 0, k = 0;
	enum result rc = look(r, until, true, &all, &n);

	*taken = 0;
	if (rc)
		return rc;
	come = arena_array(r->mem, n + 1, sizeof(*come));
	for (size_t i = 0; i < n; i++)
		m += read_one(r, &all[i], &come[m]);
	for (size_t i = 0; i < m; i++)
		come[i].answer.way = may_be_taken(r, come, m, i) ? "public" :
		    NULL;
	for (size_t i = 0; i < m; i++) {
		if (come[i].answer.way)
			come[k++] = come[i];
	}
	if (!k && until)
		return OK;
	deed_begin(r);
	for (size_t i = 0; i < k; i++)
		(void)questionnaire_answer_add(r, come[i].questionnaire,
		    &come[i].answer, come[i].words);
	note(r, come, k);
	if (!k)
		(void)audit_note_plain(r, "import", "questionnaire", "",
		    "answers=0");
	*taken = k;
	return deed_commit(r, NULL);
}

/* POST /questionnaires/arrivals */
enum result
questionnaire_fetch_post(struct request *r)
{
	const char *see;
	size_t n;
	enum result rc = access_centre(r);

	if (!rc && !r->site->inbox)
		return MISSING;
	if (!rc)
		rc = take(r, NULL, &n);
	if (rc)
		return rc;
	see = request_saying(r, "/questionnaires", n ? "imported" :
	    "nothing_to_import");
	return request_see(r, OK, see);
}

/* The keys of pairs go once nobody can answer any more: then not even whoever
 * has all keys can try words out. */
static enum result
forget(struct request *r)
{
	struct rows rows = { 0 };
	enum result rc = questionnaire_sql_to_forget(r, date_add_days(r->mem,
	    r->today, -SECRET_DAYS), &rows);

	if (rc || !rows.nrows)
		return rc;
	deed_begin(r);
	for (size_t i = 0; i < rows.nrows; i++) {
		(void)questionnaire_sql_set_secret(r, rows.cells[i], NULL);
		(void)audit_note_plain(r, "change", "questionnaire",
		    rows.cells[i], "secret");
	}
	return deed_commit(r, NULL);
}

enum result
questionnaire_daily(struct request *r)
{
	size_t n;
	enum result rc = take(r, r->today, &n);

	return rc ? rc : forget(r);
}
