#ifndef RELEASE_H
#define RELEASE_H

#include "app/page.h"
#include "features/publishing/publishing.h"
#include "features/statistics/statistics.h"

/* A release and what its files share. All texts are the request's. */
struct release {
	RECORD_HEAD;
	const char *from, *to, *period;
	int restated;			/* fiscal year of the classes, or 0 */
	int64_t edition;		/* 1, 2, ... of the same period, classes */
	const char *corrects, *reason;	/* id of the one before, or NULL */
	struct report_rule rule;
	const char *state;		/* draft, approved, withdrawn */
	const char *document, *hash;	/* hex digits of BLAKE2b-256 */
	const char *prepared_by, *prepared_on, *prepared_name;
	const char *approved_by, *approved_on, *approved_name;
	const char *withdrawn_on, *withdrawn_why, *withdrawn_name;
};

struct release_list {
	struct release *at;
	size_t n;
};

extern const struct template release_list_page, release_show_page,
    release_changes_page, release_series_page;

/* release_document.c: a report as bytes and back. BROKEN: not such bytes. */
const char *release_write(struct arena *, const struct report *,
    const struct report_rule *);
enum result release_read(struct arena *, const char *document,
    struct report *) MUST_CHECK;
/* 令和5年度 第2版（令和6年度の分類） */
const char *release_title(struct arena *, const struct release *);
bool	release_is(const struct release *, const char *state);
/* release_list.c: in words; and who may prepare, approve, withdraw. */
const char *release_state_label(const struct release *);
const char *release_rule_label(struct arena *, const struct release *);

/* release_sql.c. MISSING: no such release. */
enum result release_sql_get(struct request *, const char *id,
    struct release *) MUST_CHECK;
/* Latest first, without their documents. */
enum result release_sql_all(struct request *, struct release_list *)
    MUST_CHECK;
/* Approved once, some day within from..to: what is known outside. */
enum result release_sql_told(struct request *, const char *from,
    const char *to, struct release_list *) MUST_CHECK;
/* Inside a deed. CONFLICT: somebody else was first. */
enum result release_sql_add(struct request *, const struct release *);
enum result release_sql_line(struct request *, const char *release,
    size_t place, const struct report_line *, const struct report_table *);
enum result release_sql_approve(struct request *, const struct release *);
enum result release_sql_withdraw(struct request *, const struct release *,
    const char *why);
enum result release_sql_remove(struct request *, const struct release *);

/* Inside a deed: kept as a draft of this person, `into` filled. */
enum result release_prepare(struct request *, struct release *into)
    MUST_CHECK;
/* Inside a deed: approved, with its public lines. */
enum result release_approve(struct request *, const struct release *)
    MUST_CHECK;
enum result release_withdraw(struct request *, const struct release *,
    const char *why) MUST_CHECK;
enum result release_remove(struct request *, const struct release *)
    MUST_CHECK;

enum result release_list_get(struct request *);
enum result release_post(struct request *);
enum result release_show_get(struct request *);
enum result release_changes_get(struct request *);
enum result release_series_get(struct request *);
enum result release_json_get(struct request *);
enum result release_csv_get(struct request *);
enum result release_xlsx_get(struct request *);
enum result release_pdf_get(struct request *);
enum result release_approval_post(struct request *);
enum result release_withdrawal_post(struct request *);
enum result release_removal_post(struct request *);
enum result publishing_demo(struct request *);

#endif
