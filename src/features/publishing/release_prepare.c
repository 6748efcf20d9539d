#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/second_person.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/text.h"
#include "features/article/article.h"
#include "features/publishing/release.h"

/* Freezing a report, and letting it out. */

/* What was told of the fiscal years the days lie in. */
static enum result
told_about(struct request *r, const struct release *rel,
    struct release_list *out)
{
	return release_sql_told(r,
	    date_fiscal_start(r->mem, date_fiscal_year(rel->from)),
	    date_fiscal_end(r->mem, date_fiscal_year(rel->to)), out);
}

static enum result
read_told(struct request *r, const struct release_list *told,
    const struct report **reports)
{
	for (size_t i = 0; i < told->n; i++) {
		struct report *report = arena_take(r->mem, sizeof(*report));
		enum result rc = release_read(r->mem, told->at[i].document,
		    report);

		if (rc)
			return rc;
		reports[i] = report;
	}
	return OK;
}

/* release_prepare.c. Hides the small numbers against all that was told; INVALID
 * with a fault when that cannot be. */
static enum result
release_protect(struct request *r, const struct release *rel,
    struct report *report, struct report_public *out)
{
	const struct report *earlier[REPORT_MOST_EARLIER + 1];
	struct release_list told;
	enum result rc = told_about(r, rel, &told);

	if (!rc && told.n > REPORT_MOST_EARLIER) {
		request_fault(r, "from", "この年度には公表がすでに多くあり、"
		    "あわせて安全かどうかを確かめられません。");
		return INVALID;
	}
	if (!rc)
		rc = read_told(r, &told, earlier);
	if (!rc)
		rc = report_protect(r, report, &rel->rule, earlier, told.n,
		    out);
	if (rc == INVALID)
		request_fault(r, "k", arena_fmt(r->mem,
		    "「%s」を、公表した数から計算できないように伏せる方法がありません。"
		    "期間を変えるか、伏せる数を前の公表と同じにしてください。",
		    out->weak));
	return rc;
}

/* Whether a number, a class or its name differs. */
static bool
differs(struct request *r, const struct report *a, const struct report *b)
{
	const struct report reports[] = { *a, *b };
	struct report_sides sides = report_sides_of(r->mem, reports, 2);

	for (size_t i = 0; i < sides.n; i++) {
		const struct report_line *x = sides.at[i].of[0];
		const struct report_line *y = sides.at[i].of[1];

		if (!x || !y || x->count != y->count ||
		    strcmp(x->label, y->label) != 0)
			return true;
	}
	return false;
}

/* A second edition stands on the first: the same threshold, and a reason. */
static enum result
follow(struct request *r, const struct report *now, struct release *rel)
{
	struct release_list told;
	struct report before;
	const struct release *last = NULL;
	enum result rc = told_about(r, rel, &told);

	rel->edition = 1;
	for (size_t i = 0; !rc && i < told.n; i++) {
		const struct release *t = &told.at[i];

		if (strcmp(t->from, rel->from) == 0 &&
		    strcmp(t->to, rel->to) == 0 &&
		    t->restated == rel->restated)
			last = t;
	}
	if (rc || !last)
		return rc;
	rel->edition = last->edition + 1;
	rel->corrects = last->id;
	rel->rule = last->rule;
	rc = release_read(r->mem, last->document, &before);
	if (rc)
		return rc;
	if (release_is(last, "approved") && !differs(r, &before, now))
		request_fault(r, "from", "前の版と同じ数です。直すものがありません。");
	if (text_blank(rel->reason))
		request_fault(r, "reason",
		    "前の版があります。何を直したかを書いてください。");
	return r->nfaults ? INVALID : OK;
}

enum result
release_prepare(struct request *r, struct release *rel)
{
	struct report report;
	struct report_public public;
	enum result rc = statistics_report(r, rel->from, rel->to,
	    rel->restated, &report);

	if (rc)
		return rc;
	if (strcmp(rel->to, r->today) >= 0) {
		request_fault(r, "to", "期間がまだ終わっていません。終わった日までにしてください。");
		return INVALID;
	}
	rc = follow(r, &report, rel);
	if (!rc && rel->reason)		/* it is printed with the tables */
		rc = article_names_nobody(r, rel->reason);
	if (!rc)
		rc = release_protect(r, rel, &report, &public);
	if (rc)
		return rc;
	rel->id = crypto_uuid(r->mem);
	rel->period = report.period;
	rel->state = "draft";
	rel->document = release_write(r->mem, &report, &rel->rule);
	rel->hash = crypto_digest(r->mem, rel->document,
	    strlen(rel->document));
	rel->prepared_by = r->who->id;
	rel->prepared_on = r->today;
	rc = release_sql_add(r, rel);
	return rc ? rc : audit_note_plain(r, "prepare", "release", rel->id,
	    "");
}

static enum result
put_lines(struct request *r, const struct release *rel,
    const struct report *report)
{
	struct report_lines lines = report_lines_of(r->mem, report);
	enum result rc = OK;

	for (size_t i = 0; !rc && i < lines.n; i++) {
		size_t group = lines.at[i].group;

		rc = release_sql_line(r, rel->id, i, &lines.at[i],
		    group < 2 ? NULL : &report->tables[group - 2]);
	}
	return rc;
}

enum result
release_approve(struct request *r, const struct release *rel)
{
	struct report report;
	struct report_public public;
	enum result rc;

	if (!second_person_is(r, NULL, rel->prepared_by))
		return DENIED;
	rc = release_read(r->mem, rel->document, &report);
	if (!rc)
		rc = release_protect(r, rel, &report, &public);
	if (rc)
		return rc;
	/* Since it was prepared another one may have gone out. */
	if (strcmp(release_write(r->mem, &report, &rel->rule), rel->document) != 0)
		return CONFLICT;
	rc = release_sql_approve(r, rel);
	if (!rc)
		rc = put_lines(r, rel, &report);
	return rc ? rc : audit_note_plain(r, "approve", "release", rel->id,
	    rel->hash);
}

enum result
release_withdraw(struct request *r, const struct release *rel,
    const char *why)
{
	enum result rc = release_sql_withdraw(r, rel, why);

	return rc ? rc : audit_note_plain(r, "withdraw", "release", rel->id,
	    "");
}

enum result
release_remove(struct request *r, const struct release *rel)
{
	enum result rc = release_sql_remove(r, rel);

	return rc ? rc : audit_note_plain(r, "remove", "release", rel->id,
	    "");
}

enum result
publishing_of_year(struct request *r, int year, struct report *out,
    const char **title)
{
	const char *from = date_fiscal_start(r->mem, year);
	const char *to = date_fiscal_end(r->mem, year);
	const struct release *last = NULL;
	struct release_list told;
	enum result rc = release_sql_told(r, from, to, &told);

	for (size_t i = 0; !rc && i < told.n; i++) {
		const struct release *t = &told.at[i];

		if (release_is(t, "approved") && !t->restated &&
		    strcmp(t->from, from) == 0 && strcmp(t->to, to) == 0)
			last = t;
	}
	if (rc || !last)
		return rc ? rc : MISSING;
	*title = release_title(r->mem, last);
	return release_read(r->mem, last->document, out);
}
