#ifndef TRAINING_DAY_SQL_H
#define TRAINING_DAY_SQL_H

#include "features/training/training.h"

/* Columns of coordinator: the whole register, by kana. */
enum result training_sql_coordinators(struct request *, struct rows *)
    MUST_CHECK;

#endif
