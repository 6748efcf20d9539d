#include <string.h>

#include "app/codes.h"
#include "features/directory/directory.h"
#include "features/survey/survey_private.h"

/* Which field or criterion of the directory an answer speaks of: a field of the
 * service, "place." and one of its place, or a criterion. Weeks and places on
 * the map are not read from a survey. */

static const char *const of_service[] = { "capacity", "opening_note",
	"weight_max", "contact", "phone", "mail", "note" };
static const char *const of_place[] = { "place.phone", "place.fax",
	"place.url", "place.mail", "place.address", "place.postal" };

static bool
is_among(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

static bool
is_criterion(struct request *r, const char *fills)
{
	return codes_find(r->codes, "care", fills) ||
	    codes_find(r->codes, "criterion", fills);
}

static const struct field *
field_of(const char *fills, const struct record **rec)
{
	bool place = strncmp(fills, "place.", 6) == 0;

	*rec = place ? &place_record : &service_record;
	return record_field(*rec, place ? fills + 6 : fills);
}

static bool
is_answer(const char *code)
{
	return strcmp(answer_code(answer_of(code)), code) == 0;
}

const char *
survey_fill_label(struct request *r, const char *fills)
{
	const struct record *rec;
	const struct field *f;

	if (!fills || !*fills)
		return NULL;
	f = field_of(fills, &rec);
	return f ? f->label : directory_field_label(r, &service_record, fills);
}

static bool
may_fill(struct request *r, const char *fills)
{
	return is_among(of_service, COUNT(of_service), fills) ||
	    is_among(of_place, COUNT(of_place), fills) ||
	    is_criterion(r, fills);
}

const char *
survey_fill_fault(struct request *r, const struct survey_question *q)
{
	struct survey_choice *all;
	size_t n;
	const struct record *rec;
	const struct field *f;

	if (!may_fill(r, q->fills))
		return "台帳にない項目です。記号を確かめるか、空欄にしてください。";
	if (!is_criterion(r, q->fills)) {
		f = field_of(q->fills, &rec);
		return survey_is(q, f && f->kind == KIND_NUMBER ?
		    SURVEY_NUMBER : SURVEY_TEXT) ? NULL :
		    "台帳のこの項目は、答え方を「数」か「文」（台帳と同じもの）にしてください。";
	}
	n = survey_choices(r->mem, q->choices, &all);
	for (size_t i = 0; i < n; i++) {
		if (!is_answer(all[i].code))
			n = 0;
	}
	return n && survey_is(q, SURVEY_SINGLE) ? NULL :
	    "受入れの項目は「1つ選ぶ」にし、選択肢の記号を yes、terms、no、"
	    "unknown にしてください。";
}

const char *
survey_fill_refused(struct request *r, const struct survey_question *q,
    const char *value)
{
	const struct record *rec;
	const struct field *f;

	if (is_criterion(r, q->fills))
		return is_answer(value) ? NULL : "この答えは台帳に入りません。";
	f = field_of(q->fills, &rec);
	return f ? field_read(r, f, value, r->today, false,
	    arena_take(r->mem, rec->size)) : "この答えは台帳に入りません。";
}
