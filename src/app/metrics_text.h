#ifndef APP_METRICS_TEXT_H
#define APP_METRICS_TEXT_H

#include "base/buffer.h"

/*
 * The text format of Prometheus 0.0.4: a family is told once, with HELP and
 * TYPE, and then all its samples follow. Names and label names are ours; values
 * of labels are escaped. A value is written with three places behind the point
 * at most, a whole number without.
 */
enum metric_type { METRIC_GAUGE, METRIC_COUNTER, METRIC_HISTOGRAM };

void	metric_family(struct buffer *, const char *name, enum metric_type,
    const char *help);
/* label NULL: none; else name, value, ..., NULL. */
void	metric_sample(struct buffer *, const char *name, double value,
    const char *label, ...);
/* A gauge or counter of one sample. */
void	metric_one(struct buffer *, const char *name, enum metric_type,
    const char *help, double value);

#endif
