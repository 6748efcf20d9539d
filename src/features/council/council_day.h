#ifndef COUNCIL_DAY_H
#define COUNCIL_DAY_H

#include "features/council/council_private.h"

/* What one meeting of a series has: its agenda, its members, what goes on. */

/* What is on the agenda, in order: what stands, then the concerns handed to the
 * meeting that have no place yet (without an id). */
struct council_point {
	struct council_item item;
	const char *title, *concern_url, *decision;
};
struct council_points {
	struct council_point *all;
	size_t n;
};
enum result council_points_of(struct request *, const struct council_meeting *,
    struct council_points *) MUST_CHECK;

/* The same in lines: 1．来年度の計画. */
const char *council_agenda_text(struct request *,
    const struct council_points *);

/* Who sits there as a member, and whether enough come. */
struct council_chair {
	struct council_seat seat;
	struct council_member member;
	struct meeting_participant who;
	const char *agency_name;
};
struct council_chairs {
	struct council_chair *all;
	size_t n;
	int64_t counted, coming, needed;	/* observers apart */
	bool was;			/* written down who came */
};
enum result council_chairs_of(struct request *, const struct council_day *,
    struct council_chairs *) MUST_CHECK;
/* How many of so many members; 0: any number. */
int64_t	council_needed(const char *quorum, int64_t members);
/* 委員10人のうち6人が出席（定足数6人：足りています）. */
const char *council_quorum_says(struct request *,
    const struct council_chairs *);

/* What was decided at a council's meetings and how it stands. */
struct council_action {
	struct task task;
	const char *owner, *number;	/* whose; of which meeting */
	const char *meeting;		/* id */
	const char *on_day;		/* of that meeting */
	struct council_review review;	/* the last one; id NULL: none */
	bool open;			/* neither done nor dropped */
};
struct council_actions {
	struct council_action *all;
	size_t n;
};
/* Those of meetings before `before` (NULL: of all), open ones and those on which
 * something was said at `before`; oldest first. `over`: the others, too. */
enum result council_actions_of(struct request *, const char *council,
    const struct council_day *before, bool over, struct council_actions *)
    MUST_CHECK;
/* 続いています／済み（12月3日）／やめる：理由. */
const char *council_action_state(struct request *,
    const struct council_action *);
void	council_actions_paper(struct request *, struct paper *,
    const struct council_actions *);

#endif
