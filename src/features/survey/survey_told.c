#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "features/survey/survey_sheet.h"

/* Answers and conditions in words. */

/* A value as people read it. */
const char *
survey_value_shown(struct request *r, const struct survey_question *q,
    const char *value)
{
	struct survey_choice *all;
	size_t n;
	struct buffer b = buffer_new(r->mem);

	if (!value || !*value)
		return NULL;
	if (survey_is(q, SURVEY_DATE) && date_valid(value))
		return date_long(r->mem, value);
	if (!survey_is(q, SURVEY_SINGLE) && !survey_is(q, SURVEY_MULTIPLE) &&
	    !survey_is(q, SURVEY_TABLE))
		return value;
	n = survey_choices(r->mem, q->choices, &all);
	for (size_t i = 0; i < n; i++) {
		if (survey_is(q, SURVEY_TABLE))
			buffer_fmt(&b, "%s%s：%s", i ? "\n" : "", all[i].label,
			    survey_line_at(r->mem, value, i));
		else if (text_set_has(value, all[i].code))
			buffer_fmt(&b, "%s%s", b.len ? "、" : "",
			    all[i].label);
	}
	return b.s ? b.s : value;
}

const char *
survey_when_told(struct request *r, const struct survey_question *qs, size_t i)
{
	const char *code = qs[i].when_code, *value;

	if (!code || !*code || !qs[i].when_value)
		return NULL;
	for (size_t k = 0; k < i; k++) {
		if (strcmp(qs[k].code, code) != 0)
			continue;
		value = survey_value_shown(r, &qs[k], qs[i].when_value);
		return arena_fmt(r->mem, "「%s」が「%s」のとき", qs[k].asks,
		    value);
	}
	return arena_fmt(r->mem, "「%s」が「%s」のとき", code,
	    qs[i].when_value);
}
