#ifndef AUDITLOG_PRIVATE_H
#define AUDITLOG_PRIVATE_H

#include "app/page.h"
#include "features/auditlog/auditlog.h"

extern const struct template auditlog_viewers_page, auditlog_panel_page;

enum result auditlog_viewers_get(struct request *);
/* Beside the timeline: the last few people, and the way to the page. */
enum result auditlog_panel(struct request *, const char *child,
    const struct html **out);

#endif
