#ifndef ATTACHMENT_PAGE_H
#define ATTACHMENT_PAGE_H

#include "app/access.h"
#include "app/page.h"
#include "features/attachment/attachment.h"

extern const struct template attachment_panel_page, attachment_list_page,
    attachment_form_page, attachment_show_page;

enum result attachment_new_get(struct request *);
enum result attachment_add_post(struct request *);
enum result attachment_list_get(struct request *);
enum result attachment_show_get(struct request *);
enum result attachment_removal_post(struct request *);
/* The bytes; the second only of an image, for our own page. */
enum result attachment_file_get(struct request *);
enum result attachment_image_get(struct request *);
/* On the child's page; and on that of a consent or a contact. */
enum result attachment_panel(struct request *, const char *child,
    const struct html **out);
enum result attachment_panel_of(struct request *, const struct record *,
    const char *child, const char *id, const struct html **out);

/* One file as panel and list show it. */
struct attachment_row {
	const char *url, *title, *kind, *added, *of, *of_url, *removed;
	const struct html *classes;
};
enum { ATTACHMENT_ROW_SLOTS = 8 };
extern const struct slot attachment_row_slots[ATTACHMENT_ROW_SLOTS];
struct attachment_rows {
	struct html_list there, removed;	/* of struct attachment_row */
};
/* Those this person may see, latest first; of_id as in attachment_sql.h. */
enum result attachment_rows_of(struct request *, const char *child,
    const char *of_id, struct attachment_rows *) MUST_CHECK;

/*
 * A row of attachment_sql.h as far as this person may see it; MISSING, and
 * nothing in the log, when that is not at all. Noted as seen with its classes.
 */
enum result attachment_load(struct request *, const struct rows *, size_t row,
    struct attachment *) MUST_CHECK;
/* Names; NULL: not known. */
struct attachment_people {
	const char *adder, *remover;
};
/* By the id in the address, r->arg[0]. */
enum result attachment_get(struct request *, struct attachment *,
    struct attachment_people *) MUST_CHECK;
/* Whether this person may add what tells this about her. */
bool	attachment_may_add(struct request *, const char *child,
    const char *classes);
/* The centre, and who added it. */
bool	attachment_may_remove(const struct request *,
    const struct attachment *);

/* Keeps the file of a new row, sealed. Inside a deed, after record_add. */
enum result attachment_keep(struct request *, const struct attachment *,
    const char *bytes, size_t n);

/* JPEG画像、1.2MB */
const char *attachment_kind(struct request *, const struct attachment *);
bool	attachment_is_image(const struct attachment *);
/* R8.4.1・看護師 花; the name may be NULL. */
const char *attachment_day_and_name(struct request *, const char *day,
    const char *name);
/* What it is a paper of, and where that is; NULL: of the child herself. */
const char *attachment_owner(struct request *, const struct attachment *,
    const char **url);
/* さくらさん, and the way back to the child and her list. */
struct crumb attachment_child_crumb(struct request *, const char *child,
    const char *name);
const char *attachment_list_path(struct request *, const char *child);

/* Some fictional papers. Inside a deed. */
enum result attachment_demo(struct request *);

#endif
