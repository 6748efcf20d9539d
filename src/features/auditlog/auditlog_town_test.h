#ifndef AUDITLOG_TOWN_TEST_H
#define AUDITLOG_TOWN_TEST_H

#include "app/audit.h"
#include "tests/kit.h"

/* Goro advises from an agency and is in Sakura's team by consent; he can sign
 * in as "goro". Returns the consent's id. */
const char *town_goro_joins(struct town *, const char *child);
/* An approved named grant for hana_nurse. */
void	town_hana_is_named(struct town *, const char *child);
/* Opens the child's page as somebody, who then stays signed in. */
void	town_opens(struct town *, const char *login, const char *child);
/* Writes one row to the log; members that are NULL get those of a doctor who
 * looks at the child's page. */
void	town_logs(struct town *, const char *at, const char *child,
    struct audit_row);

#endif
