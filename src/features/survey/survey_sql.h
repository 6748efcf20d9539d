#ifndef SURVEY_SQL_H
#define SURVEY_SQL_H

#include "features/survey/survey.h"

enum result survey_sql_questions(struct request *, const char *survey,
    struct rows *) MUST_CHECK;

#endif
