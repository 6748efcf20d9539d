#ifndef APP_PAGE_H
#define APP_PAGE_H

#include "app/record.h"

/*
 * The frame of every page: head, menu, search box, breadcrumb, notice, error
 * summary. A handler fills a struct, renders its template with page_show, and
 * the frame is put around it.
 */
struct crumb {
	const char *label, *path;	/* path NULL: where we are */
};

struct page {
	const char *title;
	const char *menu;		/* path of the menu entry that is current */
	const struct crumb *crumbs;	/* without 今日, which is always first */
	size_t ncrumbs;
	bool landscape;			/* when printed */
};

enum result page_show(struct request *, const struct page *,
    const struct template *, const void *slots);
/* Where whoever has a menu of their own begins (families); NULL: at 今日. */
const char *page_start(const struct request *);
/* The page for a refusal: 403, 404, 409, 500, in words. */
void	page_refuse(struct request *, enum result);
/* Fields every form of ours carries: csrf, once, version (0: none). */
const struct html *form_hidden(struct request *, int64_t version);
/* The same with a key of its own: of several forms on one page, sent after one
 * another, each counts. */
const struct html *form_hidden_own(struct request *);
/* Labelled input with hint, fault and what was typed; by the field's kind. */
const struct html *form_field(struct request *, const struct field *,
    const void *obj);
/* All fields of a record but the HIDDEN ones, in order. */
const struct html *form_record(struct request *, const struct record *,
    const void *obj);
/* <option>s of a list valid today plus the chosen one; "" choice first. */
const struct html *form_options(struct request *, const char *list,
    const char *chosen, const char *empty_label);
/* The same for a fixed few, and for all municipalities. */
struct choice {
	const char *value, *label;
};

const struct html *form_choices(struct request *, const struct choice *,
    size_t n, const char *chosen, const char *empty_label);
const struct html *form_municipalities(struct request *, const char *chosen,
    const char *empty_label);
/* Into a record: the version that was looked at, for record_change; as it is when
 * the form has none. */
void	form_version(struct request *, void *obj);
/* After a deed: CONFLICT over a number that somebody has already is INVALID,
 * with a fault at its field, for the person to put right; else rc. */
enum result form_taken(struct request *, const struct record *,
    enum result rc);
/* The error summary of this request's faults; "" without. */
const struct html *form_faults(struct request *);
/* Both versions side by side, after CONFLICT: mine typed, theirs stored. */
const struct html *form_conflict(struct request *, const struct record *,
    const void *mine, const void *theirs);
/* A set of codes as chips; the code's `min` is its urgency: 2 red, 1 orange. */
const struct html *html_chips(struct request *, const char *list,
    const char *set);
/* Several pieces one after the other. */
const struct html *html_join(struct arena *, const struct html *const *,
    size_t n);
/* A feature's own template as a piece of another page. */
const struct html *html_part(struct request *, const struct template *,
    const void *slots);
/* Text with line breaks kept and telephone numbers and URLs linked. */
const struct html *html_lines(struct arena *, const char *);

/* Where a list stands: ?page=N and the other query values kept. */
struct pager {
	int64_t total, page, pages, first, last;
	const char *previous, *next;	/* URLs or NULL */
	bool many;			/* more than one page */
};

enum { PAGE_ROWS = 50 };
struct pager pager_of(struct request *, size_t total);
/* The same of a list that has its address elsewhere: shown again after a fault. */
struct pager pager_at(struct request *, size_t total, const char *path);
/* 「160人のうち1～50人め」, and the links to the pages beside; "" for one. */
const struct html *pager_count(struct request *, const struct pager *,
    const char *unit);
const struct html *pager_nav(struct request *, const struct pager *);

#endif
