#ifndef COUNCIL_PRIVATE_H
#define COUNCIL_PRIVATE_H

#include "app/due.h"
#include "app/paper.h"
#include "features/council/council.h"
#include "features/meeting/meeting.h"
#include "features/task/task.h"

extern const struct template council_list_page, council_show_page,
    council_member_page, council_meeting_page, council_panel_part;

/* A term that ends is asked about from so long before; so many items. */
enum { COUNCIL_TERM_DAYS = 60, COUNCIL_MAX_ITEMS = 100 };

/* The council of that id, for the centre. */
enum result council_open(struct request *, const char *id, struct council *)
    MUST_CHECK;

/* One meeting of a series, with all it hangs on. */
struct council_day {
	struct council_meeting at;
	struct council council;
	struct meeting meeting;
};
enum result council_day_open(struct request *, const char *id,
    struct council_day *) MUST_CHECK;
/* 第3回, or 令和8年度 第1回. */
const char *council_number(struct request *, const struct council_meeting *);
/* /council-meetings/ID and what follows. */
const char *council_day_url(struct request *, const struct council_day *,
    const char *rest);

/* Inside a deed: the next meeting of the series, numbered, with a seat for each
 * member of its day. `m` tells day, place and state. */
enum result council_next(struct request *, const struct council *,
    struct meeting *m, struct council_meeting *);

/* Whether somebody is in term on its day and has no seat. */
enum result council_unseated(struct request *, const struct council_day *,
    bool *any) MUST_CHECK;

enum result council_list_get(struct request *);
enum result council_show_get(struct request *);
enum result council_member_new_get(struct request *);
enum result council_member_post(struct request *);
enum result council_member_get(struct request *);
enum result council_next_post(struct request *);
enum result council_day_get(struct request *);
enum result council_item_post(struct request *);
enum result council_item_move_post(struct request *);
enum result council_share_post(struct request *);
enum result council_seats_post(struct request *);
enum result council_substitute_post(struct request *);
enum result council_review_post(struct request *);
enum result council_agenda_get(struct request *);
enum result council_agenda_pdf_get(struct request *);
enum result council_people_get(struct request *);
enum result council_people_pdf_get(struct request *);

/* The page of a council, or of one of its meetings, with faults, and rc. */
enum result council_show_again(struct request *, const struct council *,
    const struct meeting *typed, enum result rc);
enum result council_day_again(struct request *, const struct council_day *,
    enum result rc);

enum result council_panel(struct request *, const struct record *,
    const char *child, const char *id, const struct html **out);
enum result council_due(struct request *, const struct due_ask *,
    struct due_list *);
enum result council_demo(struct request *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned council_owned;

#endif
