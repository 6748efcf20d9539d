#ifndef CONTACT_PAGE_H
#define CONTACT_PAGE_H

#include "features/contact/contact.h"

extern const struct template contact_panel_page, contact_list_page,
    contact_memo_page, contact_form_page, contact_show_page;

enum result contact_list_get(struct request *);
enum result contact_new_get(struct request *);
enum result contact_add_post(struct request *);
enum result contact_show_get(struct request *);
enum result contact_edit_get(struct request *);
enum result contact_change_post(struct request *);
enum result contact_completion_post(struct request *);
/* What is handed on about it, as plain text to copy. */
enum result contact_letter_get(struct request *);
enum result contact_letter_pdf_get(struct request *);

/* The timeline and the quick memo on a child's page. */
enum result contact_panel(struct request *, const char *child,
    const struct html **out);

struct due_ask;
struct due_list;
/* The next steps that are open. */
enum result contact_due(struct request *, const struct due_ask *,
    struct due_list *);

/* One contact as timelines and lists show it. */
struct contact_row {
	const char *url, *day, *method, *heading, *child, *child_url, *staff;
	const char *requester, *year, *next_step, *next_on, *short_day;
	const char *child_id, *on_day;
	const struct html *body;
	bool new_year;			/* first row of its fiscal year */
};

enum { CONTACT_ROW_SLOTS = 14 };
extern const struct slot contact_row_slots[CONTACT_ROW_SLOTS];

/* rows (of contact_sql_*) as contact_rows, marking each fiscal year's first. */
struct html_list contact_rows_of(struct request *, const struct rows *);
/* The same for a page that says itself which child they are all about. */
struct html_list contact_rows_of_child(struct request *, const struct rows *);

/* Three fiscal years of fictional contacts, about 250 a year. */
enum result contact_demo(struct request *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned contact_owned;

#endif
