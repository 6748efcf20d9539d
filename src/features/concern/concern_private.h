#ifndef CONCERN_PRIVATE_H
#define CONCERN_PRIVATE_H

#include "app/due.h"
#include "features/concern/concern.h"

extern const struct template concern_board_page, concern_show_page,
    concern_card_page, concern_panel_page, concern_talk_page;

enum { CONCERN_MOVED_MAX = 200 };	/* cards of one form */

/* The concern of the address, still standing; MISSING, or CONFLICT when it was
 * put into another. */
enum result concern_open(struct request *, struct concern *) MUST_CHECK;

enum result concern_board_get(struct request *);
enum result concern_card_new_get(struct request *);
enum result concern_card_post(struct request *);
enum result concern_card_get(struct request *);
enum result concern_card_removal_post(struct request *);
enum result concern_move_post(struct request *);
enum result concern_refusals_post(struct request *);
enum result concern_show_get(struct request *);
enum result concern_year_post(struct request *);
enum result concern_carry_post(struct request *);
enum result concern_parent_post(struct request *);
enum result concern_merge_post(struct request *);
enum result concern_hand_post(struct request *);
enum result concern_decision_post(struct request *);
enum result concern_list_get(struct request *);
enum result concern_list_pdf_get(struct request *);

/* The board with the faults of a form, and rc; a concern's page likewise, with
 * what was typed of a year or a decision (NULL: as stored). */
enum result concern_board_again(struct request *, enum result rc);
enum result concern_show_again(struct request *, const struct concern *,
    const struct concern_year *typed, enum result rc);

/* One card, as pages show it. */
struct concern_line {
	const char *id, *url, *says, *source, *source_url, *day, *region;
	const char *under;		/* how many were put onto it, or NULL */
};

enum { CONCERN_LINE_SLOTS = 8 };
extern const struct slot concern_line_slots[CONCERN_LINE_SLOTS];
struct concern_line concern_line_of(struct request *,
    const struct concern_card *, int64_t under);
/* <option>s of all standing concerns, larger ones first; `without` may be
 * NULL. */
const struct html *concern_options(struct request *, const char *chosen,
    const char *without);
/* The page of a card's origin; NULL: it has none. */
const char *concern_source_url(struct request *,
    const struct concern_card *);

enum result concern_panel_of(struct request *, const struct record *,
    const char *child, const char *id, const struct html **out);
enum result concern_due(struct request *, const struct due_ask *,
    struct due_list *);
enum result concern_demo(struct request *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned concern_owned;

#endif
