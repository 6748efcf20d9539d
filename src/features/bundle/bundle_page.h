#ifndef BUNDLE_PAGE_H
#define BUNDLE_PAGE_H

#include "app/page.h"
#include "features/bundle/bundle.h"

/* What the pages of 公表 share. */
extern const struct template bundle_publish_page, bundle_centre_page;

enum result bundle_publish_get(struct request *);
enum result bundle_publish_post(struct request *);
enum result bundle_centre_get(struct request *);
enum result bundle_centre_post(struct request *);
enum result bundle_demo(struct request *);
enum result bundle_daily(struct request *);

/* How the public reaches the centre: label and text, 「－」 for none. */
struct bundle_centre_line {
	const char *label, *text;
};
struct html_list bundle_centre_lines(struct request *);

/* made_at, made_by, services, added, altered, removed of the last twenty. */
enum result bundle_sql_past(struct request *, struct rows *) MUST_CHECK;
/* When the last bundle was made: an instant, or NULL. */
enum result bundle_sql_last(struct request *, const char **at) MUST_CHECK;
/* How many articles were approved for a day that came after the last bundle; 0
 * when there is none. */
enum result bundle_sql_due(struct request *, int64_t *) MUST_CHECK;
/* Inside a deed. */
enum result bundle_sql_published(struct request *, const char *id,
    const struct bundle_told *);
enum result bundle_sql_setting(struct request *, const char *name,
    const char *value);

#endif
