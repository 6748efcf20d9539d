#include <string.h>

#include "app/page.h"
#include "app/parts.h"
#include "base/date.h"
#include "features/child/child.h"
#include "features/consent/consent_page.h"
#include "features/consent/consent_sql.h"

/* In how many days before its end a consent has to be taken anew. */
enum { SOON_DAYS = 60 };

const struct slot consent_row_slots[CONSENT_ROW_SLOTS] = {
	SLOT_TEXT(consent_row, url),
	SLOT_TEXT(consent_row, recipient),
	SLOT_TEXT(consent_row, purpose),
	SLOT_TEXT(consent_row, until),
	SLOT_TEXT(consent_row, given),
	SLOT_TEXT(consent_row, state),
	SLOT_TEXT(consent_row, warning),
	SLOT_HTML(consent_row, classes),
};

static enum consent_state
state_of(const struct consent *c, const char *born_on, const char *today)
{
	if (c->withdrawn_on)
		return WITHDRAWN;
	if (consent_stands(c, born_on, today))
		return STANDING;
	return strcmp(today, c->from_on) < 0 ? COMING : ENDED;
}

static const char *
state_text(struct request *r, const struct consent_row *row)
{
	switch (row->is) {
	case STANDING:
		return "有効";
	case COMING:
		return arena_fmt(r->mem, "%sから",
		    date_era(r->mem, row->consent.from_on));
	case WITHDRAWN:
		return arena_fmt(r->mem, "%sに取り消し",
		    date_era(r->mem, row->consent.withdrawn_on));
	default:
		return arena_fmt(r->mem, "%sで終わり",
		    date_era(r->mem, row->last_day));
	}
}

static const char *
given_text(struct request *r, const struct consent *c)
{
	const struct field *as = record_field(&consent_record, "given_as");

	if (consent_is_exception(c))
		return arena_fmt(r->mem, "緊急の例外（%s）",
		    date_era(r->mem, c->given_on));
	return arena_fmt(r->mem, "%s%s%s（%s）", c->given_by ? c->given_by : "",
	    c->given_by ? "・" : "", field_shown(r, as, c),
	    date_era(r->mem, c->given_on));
}

static bool
row_of(struct request *r, const struct rows *rows, size_t i,
    const char *born_on, struct consent_row *out)
{
	const struct field *purpose = record_field(&consent_record, "purpose");
	struct consent_row row = { 0 };
	struct consent *c = &row.consent;

	if (!record_load(r, &consent_record, rows, i, c))
		return false;
	row.url = arena_fmt(r->mem, "/consents/%s", c->id);
	row.recipient = rows_cell(rows, i, "recipient_name");
	row.purpose = field_shown(r, purpose, c);
	row.classes = html_chips(r, "data_class", c->classes);
	row.last_day = consent_last_day(r->mem, c, born_on);
	row.until = row.last_day ? arena_fmt(r->mem, "%sまで",
	    date_era(r->mem, row.last_day)) : "期限なし";
	row.given = given_text(r, c);
	row.is = state_of(c, born_on, r->today);
	row.state = state_text(r, &row);
	*out = row;
	return true;
}

/* Something is agreed for the same recipient and purpose beyond this one. */
static bool
is_followed(const struct consent_row *row, const struct consent_row *all,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct consent *c = &all[i].consent;

		if (&all[i] == row || (all[i].is != STANDING &&
		    all[i].is != COMING) ||
		    strcmp(c->recipient, row->consent.recipient) != 0 ||
		    strcmp(c->purpose, row->consent.purpose) != 0)
			continue;
		if (!all[i].last_day ||
		    strcmp(all[i].last_day, row->last_day) > 0)
			return true;
	}
	return false;
}

/* The newest that ended, where none followed it, stands in for the gap. */
static bool
is_newest(const struct consent_row *row, const struct consent_row *all)
{
	return row == all ||
	    strcmp(row[-1].consent.recipient, row->consent.recipient) != 0 ||
	    strcmp(row[-1].consent.purpose, row->consent.purpose) != 0;
}

static const char *
warning_of(struct request *r, const struct consent_row *row,
    const struct consent_row *all, size_t n)
{
	int left;
	bool by_age;

	if (!row->last_day || consent_is_exception(&row->consent) ||
	    is_followed(row, all, n))
		return NULL;
	by_age = !row->consent.to_on ||
	    strcmp(row->last_day, row->consent.to_on) < 0;
	if (row->is == ENDED && is_newest(row, all))
		return by_age ? "18歳になり終わりました。本人の同意をとり直します。" :
		    "期限が切れています。とり直すか、共有をやめたか確かめます。";
	left = date_days_between(r->today, row->last_day);
	left = date_days_between(r->today, row->last_day);
	if (row->is != STANDING || left > SOON_DAYS)
		return NULL;
	if (by_age)
		return arena_fmt(r->mem,
		    "あと%d日で18歳になります。本人の同意をとり直します。",
		    left + 1);
	return left ? arena_fmt(r->mem, "あと%d日で切れます。", left) :
	    "今日で切れます。";
}

enum result
consent_rows_of(struct request *r, const char *child,
    struct consent_row **out, size_t *n)
{
	char born_on[DAY_BYTES];
	bool any = parts_any(r, &consent_record, child);
	bool known = any && child_born_on(r, child, born_on);
	struct rows rows = { 0 };
	enum result rc = any ? consent_sql_of_child(r, child, &rows) : OK;
	struct consent_row *all;

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	*n = 0;
	for (size_t i = 0; i < rows.nrows; i++)
		*n += row_of(r, &rows, i, known ? born_on : NULL, &all[*n]);
	for (size_t i = 0; i < *n; i++)
		all[i].warning = warning_of(r, &all[i], all, *n);
	*out = all;
	return OK;
}
