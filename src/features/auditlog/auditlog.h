#ifndef AUDITLOG_H
#define AUDITLOG_H

#include "app/feature.h"

/*
 * 操作の記録: what the sealed log (app/audit.h) has to say, to the people it is
 * kept for. A child's page says who has looked at it; administrators search the
 * whole log without meeting a child's name, and go through it month by month.
 * Nothing here changes a row.
 */
extern const struct feature auditlog_feature;

#endif
