#ifndef EVACUATION_H
#define EVACUATION_H

#include "app/feature.h"

/*
 * 個別避難計画: what a child and her family do in a disaster, from the place
 * where it finds them: home, school, day service. A row is one edition. What is
 * signed is not edited: a revision is the next edition, which takes the place
 * of the one before when it is signed; the old one stays readable.
 */
struct plan {
	RECORD_HEAD;
	const char *child;
	const char *place, *place_name;	/* code list plan_place */
	int64_t edition;		/* from 1 */
	const char *state;		/* code list plan_state */
	const char *reason;		/* why help is needed */
	const char *household, *neighbourhood, *commissioner, *certificates;
	const char *diseases, *allergies, *blood_type, *weight, *weight_on;
	const char *drugs, *hospital, *care_detail, *settings, *positions;
	const char *communication, *cautions, *wishes;
	const char *building, *room, *daytime, *safety_check, *power, *luggage;
	const char *hazards;		/* evacuation_lines.h */
	const char *first_hour, *first_hour_by;		/* 0 to 1 h */
	const char *third_hour, *third_hour_by;		/* 1 to 3 h */
	const char *later, *later_by;			/* after 3 h */
	const char *helper, *helper_address, *helper_phone;
	const char *contacts, *supporters;	/* evacuation_lines.h */
	const char *acceptance;		/* id; the place that said yes */
	const char *hospital_agreed, *hospital_agreed_by, *hospital_agreed_on;
	const char *utility, *utility_on, *utility_number;
	const char *meeting_on, *meeting_people;
	const char *signed_on, *signed_by, *signed_as;
	const char *valid_until;	/* inclusive */
	const char *shared_on, *drilled_on;
	const char *confirmed_on;	/* the family: still so */
	const char *review_reason, *review_on;	/* code list plan_review */
	const char *ended_on, *previous;	/* id of the edition before */
	const char *photo, *basis, *mark;	/* an attachment; signed on what */
	const char *made_by;
};

/* 受入れの確認: what a shelter or a hospital said when asked about this child. */
struct acceptance {
	RECORD_HEAD;
	const char *child;
	const char *shelter;		/* id; NULL: see name */
	const char *name, *kind;	/* code list acceptance_kind */
	const char *answer;		/* code list acceptance_answer */
	const char *direct;		/* yes_no: straight from home */
	const char *power, *oxygen;	/* oxygen: yes_no */
	int64_t family_limit;		/* persons; 0: not told */
	const char *confirmed_by, *confirmed_on, *note;
};

/* Who was given which edition; the column `consent`, for the centre's eyes, says
 * by which one. Never edited. */
struct plan_share {
	RECORD_HEAD;
	const char *plan, *child, *agency;
	int64_t edition;
	const char *means;		/* code list share_means */
	const char *shared_on, *shared_by;
};

/* 訓練. Never edited. */
struct drill {
	RECORD_HEAD;
	const char *plan, *child;
	const char *on_day, *scenario, *participants;
	int64_t minutes;		/* from the call to arrival; 0: not timed */
	const char *luggage, *power_tested;	/* power_tested: yes_no */
	const char *power_test, *failed, *next_actions;
	const char *made_by;
};

extern const struct record plan_record, acceptance_record, plan_share_record,
    drill_record;
extern const struct feature evacuation_feature;

/* The one in force (signed, shared or drilled). MISSING: none, or not seen. */
enum result evacuation_in_force(struct request *, const char *child,
    const char *place, struct plan *) MUST_CHECK;
/* All in force of a child that this person may see, by place. */
enum result evacuation_all_in_force(struct request *, const char *child,
    struct plan **out, size_t *n) MUST_CHECK;
/* Inside a deed: the family says that this one still holds. */
enum result evacuation_confirm(struct request *, const struct plan *);
/* Where to in that hazard (code list plan_hazard): the place that accepted the
 * child, or what the plan says; NULL: nothing. */
const char *evacuation_destination(struct request *, const struct plan *,
    const char *hazard);

#endif
