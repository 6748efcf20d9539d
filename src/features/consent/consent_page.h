#ifndef CONSENT_PAGE_H
#define CONSENT_PAGE_H

#include "features/consent/consent.h"

extern const struct template consent_panel_page, consent_list_page,
    consent_form_page, consent_show_page, consent_letter_page;

enum result consent_new_get(struct request *);
enum result consent_add_post(struct request *);
enum result consent_list_get(struct request *);
enum result consent_show_get(struct request *);
enum result consent_withdrawal_post(struct request *);

/* Beside the timeline: who may see what until when, and what is missing. */
enum result consent_panel(struct request *, const char *child,
    const struct html **out);

struct due_ask;
struct due_list;
/* Those that end within a month and were not given anew. */
enum result consent_due(struct request *, const struct due_ask *,
    struct due_list *);

enum consent_state { STANDING, COMING, ENDED, WITHDRAWN };

/* One consent of a child as panel and list show it. */
struct consent_row {
	const char *url, *recipient, *purpose, *until, *given, *state, *warning;
	const struct html *classes;
	/* For the code that picks the rows; no slots. */
	struct consent consent;
	enum consent_state is;
	const char *last_day;
};

enum { CONSENT_ROW_SLOTS = 8 };
extern const struct slot consent_row_slots[CONSENT_ROW_SLOTS];

/* All of a child, by recipient and purpose, latest first. */
enum result consent_rows_of(struct request *, const char *child,
    struct consent_row **out, size_t *n) MUST_CHECK;

/* An exception in an emergency, which nobody agreed to. */
bool	consent_is_exception(const struct consent *);

/* Fictional consents for half the children. */
enum result consent_demo(struct request *);

#endif
