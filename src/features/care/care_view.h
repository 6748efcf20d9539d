#ifndef CARE_VIEW_H
#define CARE_VIEW_H

#include "app/page.h"
#include "features/care/care_private.h"

/* What the panel and the page of a child's care say, ready to be shown. */
struct care_view {
	const char *child, *name;
	const char *minutes, *first, *oxygen, *watts;
	const char *score, *granted, *differs, *more;
	bool urgent, empty, may_write, has_devices, any_lacks, any_supplies;
	bool any_assessments, any_past;
	int64_t nlacks, npast;
	struct html_list lacks, devices, supplies, assessments, past;
};

enum { CARE_VIEW_SLOTS = 25 };
extern const struct slot care_view_slots[CARE_VIEW_SLOTS];

struct care_lack_row {
	const char *text;
};

struct care_device_row {
	const char *url, *kind, *model, *internal, *beside, *minutes, *watts;
	const char *supplier, *phone, *checked, *note, *removed;
};

struct care_supply_row {
	const char *item, *amount, *checked;
};

struct care_assessment_row {
	const char *url, *on_day, *instrument, *total, *printed, *granted;
	const char *until, *state;
};

/* The hours, at most `most` of what is missing, and the latest score. */
enum result care_view_sum(struct request *, const char *child, size_t most,
    struct care_view *) MUST_CHECK;
/* And every row there is. */
enum result care_view_rows(struct request *, const char *child,
    struct care_view *) MUST_CHECK;
/* "38点（基本35＋見守り3）・区分3"; of the other instrument its own words. */
const char *care_score_text(struct request *, const struct assessment *);
/* Ours and the paper's are not the same; NULL: they are, or one is not told. */
const char *care_differs(struct request *, const struct assessment *);

#endif
