#ifndef OUTAGE_PRIVATE_H
#define OUTAGE_PRIVATE_H

#include "app/page.h"
#include "features/outage/outage_sql.h"

enum { OUTAGE_MAX_MINE = 10 };

extern const struct template outage_list_page, outage_form_page,
    outage_show_page, outage_rows_part, outage_area_page, outage_taken_page,
    outage_child_page, outage_stock_page, outage_notice_part,
    outage_pick_part, outage_bodies_part, outage_when_part;

enum result outage_list_get(struct request *);
enum result outage_new_get(struct request *);
enum result outage_add_post(struct request *);
enum result outage_show_get(struct request *);
enum result outage_rows_get(struct request *);
enum result outage_area_get(struct request *);
enum result outage_area_post(struct request *);
enum result outage_restoration_post(struct request *);
enum result outage_closing_post(struct request *);
enum result outage_reopening_post(struct request *);
enum result outage_stock_get(struct request *);
enum result outage_stock_post(struct request *);
enum result outage_sheet_get(struct request *);
enum result outage_sheet_pdf_get(struct request *);
enum result outage_report_get(struct request *);
enum result outage_report_pdf_get(struct request *);
enum result outage_report_csv_get(struct request *);
enum result outage_child_get(struct request *);
enum result outage_claim_post(struct request *);
enum result outage_release_post(struct request *);
enum result outage_status_post(struct request *);
enum result outage_destination_post(struct request *);
enum result outage_loan_post(struct request *);
enum result outage_return_post(struct request *);
enum result outage_notice(struct request *, const struct html **);
enum result outage_demo(struct request *);

extern const struct owned outage_owned;

/* The event, for whoever may see it: the centre, and bodies with a part in it.
 * MISSING for all others, families among them. */
enum result outage_get(struct request *, const char *id, struct outage *)
    MUST_CHECK;
bool	outage_is_open(const struct outage *);
bool	outage_is_drill(const struct outage *);
/* How many who need power have not been spoken to. */
enum result outage_todo(struct request *, const char *outage, int64_t *)
    MUST_CHECK;
struct crumb *outage_crumbs(struct request *, const struct outage *,
    const char *here, size_t *n);
/* 下北圏域（5市町村）・十和田市 */
const char *outage_area_label(struct request *, const struct rows *areas);
/* 2:10, or 1/20 2:10 when that was another day than `now`. */
const char *outage_clock(struct request *, const char *instant);
/* 「4時間35分」, 「切れているおそれ」, 「不明」; of `left`, outage_rule.h */
const char *outage_left_label(struct arena *, int64_t left);
/* 「3分前」 */
const char *outage_ago(struct request *, const char *instant);

/*
 * A child and the open event that she is in, for whoever may call her family:
 * the contact class is open. MISSING: in none, or not theirs.
 */
struct outage_place {
	struct outage outage;
	const char *cut_at;
};
enum result outage_of_child(struct request *, const char *child,
    struct outage_place *) MUST_CHECK;

/* Inside a deed: that somebody did something for that child. */
void	outage_note(struct request *, const struct outage_case *,
    const char *verb, const char *note);

#endif
