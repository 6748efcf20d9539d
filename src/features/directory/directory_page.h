#ifndef DIRECTORY_PAGE_H
#define DIRECTORY_PAGE_H

#include "app/codes.h"
#include "features/directory/directory_private.h"

enum { FRESH_DAYS = 365 };	/* a survey comes once a year */

/* 12日前に確認; 確認の記録なし for NULL. */
const char *directory_ago(struct request *, const char *day);
bool	directory_is_fresh(const struct request *, const char *day);
/* 3歳, 6か月, 1歳6か月; and back: NULL, or a sentence. */
const char *directory_age_label(struct arena *, int64_t months);
const char *directory_age_read(struct request *, const char *typed,
    int64_t *months);
/* 0歳から18歳になるまで; "" when not told. */
const char *directory_ages(struct arena *, const struct service *);
/* A stored value as people read it. */
const char *directory_shown(struct request *, const struct record *,
    const char *field, const char *value, const char *terms);
/* The code of either list, NULL for none; all of both as <option>s. */
const struct code *directory_criterion(struct request *, const char *);
const struct html *directory_criteria_options(struct request *,
    const char *chosen, const char *empty_label);
/* 架空のいえ　短期入所 */
const char *directory_service_title(struct request *, const struct service *,
    const char *place_name);

/* One told value, for a list of facts. */
struct told {
	const char *label, *text, *from;	/* from: 調査 2026年… or NULL */
	bool hidden;			/* not for the public */
};
/* The fields of a record that hold something and that this person may see. */
enum result directory_told(struct request *, const struct record *,
    const void *obj, struct html_list *) MUST_CHECK;
extern const struct slot told_slots[];
enum { TOLD_SLOTS = 4 };

/* What the address of the list asks for; members NULL: everything. */
struct wish {
	const char *q, *region, *municipality, *kind, *criterion, *answer;
	const char *fresh;		/* fresh, old, never */
	const char *status;		/* NULL: all but closed */
};
enum result directory_sql_list(struct request *, const struct wish *,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
enum result directory_sql_list_count(struct request *, const struct wish *,
    int64_t *) MUST_CHECK;
enum result directory_sql_of_place(struct request *, const char *place,
    struct rows *) MUST_CHECK;
/* Of a region, town by town: what is public of each is for the caller to mind. */
enum result directory_sql_booklet(struct request *, const char *region,
    const char *kind, int64_t limit, struct rows *) MUST_CHECK;
enum result directory_sql_history(struct request *, const char *id,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
enum result directory_sql_history_count(struct request *, const char *id,
    int64_t *) MUST_CHECK;

/* Who was asked, and when: from a form, always by hand. INVALID: faults. */
enum result directory_read_origin(struct request *, struct origin *)
    MUST_CHECK;
/* Places that may be the same: name and municipality, or telephone. */
enum result directory_sql_similar(struct request *, const struct place *,
    struct rows *) MUST_CHECK;

enum result directory_proposals_get(struct request *);
enum result directory_proposal_post(struct request *);
enum result directory_coverage_get(struct request *);
enum result directory_booklet_get(struct request *);
enum result directory_capabilities_get(struct request *);
enum result directory_answers_get(struct request *);
enum result directory_answers_post(struct request *);
enum result directory_confirmation_post(struct request *);
enum result directory_place_new_get(struct request *);
enum result directory_place_add_post(struct request *);
enum result directory_place_edit_get(struct request *);
enum result directory_place_change_post(struct request *);
enum result directory_service_new_get(struct request *);
enum result directory_service_add_post(struct request *);
enum result directory_service_edit_get(struct request *);
enum result directory_service_change_post(struct request *);
enum result directory_list_get(struct request *);
enum result directory_service_get(struct request *);
enum result directory_place_get(struct request *);
enum result directory_history_get(struct request *);
enum result directory_place_history_get(struct request *);

extern const struct template directory_list_page, directory_service_page,
    directory_place_page, directory_history_page, directory_answers_page,
    directory_form_page, directory_proposals_page, directory_coverage_page,
    directory_booklet_page;

enum result directory_demo(struct request *);

#endif
