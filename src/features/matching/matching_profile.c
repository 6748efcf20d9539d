#include "features/matching/matching_profile.h"

#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/vacancy/vacancy.h"

enum { FEW = 5, NEAR = 5, FRESH_WEIGHT = 3, MAX_YEARS = 40, MONTHS = 12,
	MAX_KILOGRAMS = 150, DAYS_AHEAD = 92 };

static const struct field fields[] = {
	FIELD_CODES(profile, kinds, .label = "探すサービス", .flags = REQUIRED,
	    .list = "service_kind"),
	FIELD_TEXT(profile, age, .label = "年齢", .max = 20,
	    .hint = "例）3歳、1歳6か月"),
	FIELD_CODES(profile, care, .label = "必要な医療的ケア", .list = "care"),
	FIELD_CODES(profile, criteria, .label = "ほかに必要なこと",
	    .list = "criterion"),
	FIELD_DAY(profile, from_on, .label = "使いたい日",
	    .hint = "空き状況の表と合わせます。決まっていなければ空欄にします。"),
	FIELD_DAY(profile, to_on, .label = "いつまで",
	    .hint = "1日だけのときは空欄にします。"),
	FIELD_CODES(profile, days, .label = "使いたい曜日", .list = "weekday"),
	FIELD_TEXT(profile, from_time, .label = "何時から", .max = 5,
	    .hint = "例）9:00"),
	FIELD_TEXT(profile, to_time, .label = "何時まで", .max = 5,
	    .hint = "例）16:00"),
	FIELD_CODE(profile, nurse, .label = "その間ずっと看護師が必要",
	    .list = "yes_no"),
	FIELD_NUMBER(profile, weight, .label = "体重（kg）",
	    .max = MAX_KILOGRAMS),
	FIELD_MUNICIPALITY(profile, municipality, .label = "どこから通うか"),
	FIELD_NUMBER(profile, few, .label = "条件の少なさ",
	    .max = MATCH_WEIGHT_MAX, .hint = "0～10。大きいほど順番に効きます。"),
	FIELD_NUMBER(profile, near, .label = "近さ", .max = MATCH_WEIGHT_MAX),
	FIELD_NUMBER(profile, fresh, .label = "情報の新しさ",
	    .max = MATCH_WEIGHT_MAX),
	FIELD_LINK(profile, child, .label = "子ども", .to = &child_record),
};

const struct record profile_record = {
	.name = "profile",
	.path = "matching",
	.label = "探す条件",
	.size = sizeof(struct profile),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_READ,
};

void
profile_begin(struct profile *p)
{
	*p = (struct profile){ .few = FEW, .near = NEAR, .fresh = FRESH_WEIGHT };
}

enum result
profile_of_child(struct request *r, const char *id, struct profile *p)
{
	struct child c;
	enum result rc = record_get(r, &child_record, id, &c);

	if (rc)
		return rc;
	if (c.born_on)
		p->age = date_age_label(r->mem, c.born_on, r->today);
	p->care = c.care;
	p->municipality = c.municipality;
	return OK;
}

/* Digits of any width at *s, which moves behind them; -1: none. */
static int
digits(const char **s)
{
	int n = -1;

	while (**s >= '0' && **s <= '9' && n < MAX_YEARS * MONTHS) {
		n = (n < 0 ? 0 : n * 10) + (**s - '0');
		++*s;
	}
	return n;
}

static bool
skip(const char **s, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*s, word, n) != 0)
		return false;
	*s += n;
	return true;
}

int
profile_months(const char *age)
{
	int n = age ? digits(&age) : -1, more;

	if (n < 0)
		return -1;
	if (skip(&age, "か月") || skip(&age, "ヶ月") || skip(&age, "カ月"))
		return *age ? -1 : n;
	if (!skip(&age, "歳"))
		(void)skip(&age, "才");
	n *= MONTHS;
	if (skip(&age, "半"))
		return *age ? -1 : n + MONTHS / 2;
	more = digits(&age);
	if (more < 0)
		return *age || n > MAX_YEARS * MONTHS ? -1 : n;
	if (!skip(&age, "か月") && !skip(&age, "ヶ月") && !skip(&age, "カ月"))
		return -1;
	return *age || more >= MONTHS ? -1 : n + more;
}

int
profile_minutes(const char *time)
{
	int hours = time ? digits(&time) : -1, minutes;

	if (hours < 0 || !skip(&time, ":"))
		return -1;
	minutes = digits(&time);
	return *time || minutes < 0 || minutes > 59 || hours > 24 ||
	    hours * 60 + minutes > 24 * 60 ? -1 : hours * 60 + minutes;
}

static const char *
narrow(struct request *r, const char *typed)
{
	return typed ? text_fold_width(r->mem, typed) : NULL;
}

static void
check_hours(struct request *r, const struct profile *p)
{
	int from = profile_minutes(p->from_time), to = profile_minutes(p->to_time);

	if (!p->from_time && !p->to_time)
		return;
	if (from < 0)
		request_fault(r, "from_time", "時刻を「9:00」のように入力してください。");
	else if (to < 0)
		request_fault(r, "to_time", "時刻を「16:00」のように入力してください。");
	else if (to <= from)
		request_fault(r, "to_time", "はじまりより後の時刻にしてください。");
}

/* The board tells of these three months, and of a month at once. */
static void
check_days(struct request *r, const struct profile *p)
{
	const char *last = date_add_days(r->mem, r->today, DAYS_AHEAD);

	if (!p->from_on && p->to_on)
		request_fault(r, "from_on", "いつからかを入力してください。");
	if (!p->from_on)
		return;
	if (strcmp(p->from_on, r->today) < 0)
		request_fault(r, "from_on", "きょうか、これからの日を入力してください。");
	else if (strcmp(p->from_on, last) > 0)
		request_fault(r, "from_on", "空きが分かるのは3か月先までです。");
	if (p->to_on && strcmp(p->to_on, p->from_on) < 0)
		request_fault(r, "to_on", "はじまりより後の日にしてください。");
	else if (p->to_on && date_days_between(p->from_on, p->to_on) >= MAX_STAY)
		request_fault(r, "to_on", "一度に探せるのは31日間までです。");
}

enum result
profile_read(struct request *r, struct profile *p)
{
	enum result rc = record_read(r, &profile_record, p);

	if (rc == BROKEN)
		return rc;
	p->age = narrow(r, p->age);
	p->from_time = narrow(r, p->from_time);
	p->to_time = narrow(r, p->to_time);
	if (p->age && profile_months(p->age) < 0)
		request_fault(r, "age", "「3歳」「1歳6か月」のように入力してください。");
	check_hours(r, p);
	check_days(r, p);
	return r->nfaults ? INVALID : OK;
}

const char *
profile_text(struct request *r, const struct profile *p)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < COUNT(fields); i++) {
		const struct field *f = &fields[i];

		if (f->kind != KIND_LINK && field_is_told(f, p))
			buffer_fmt(&b, "%s=%s\n", f->name,
			    field_text(r->mem, f, p));
	}
	return b.s;
}

void
profile_of_text(struct request *r, const char *text, struct profile *p)
{
	profile_begin(p);
	while (text && *text) {
		/* A browser sends lines as CR LF. */
		size_t n = strcspn(text, "\r\n");
		size_t name = strcspn(text, "=\r\n");
		const struct field *f = record_field(&profile_record,
		    arena_bytes(r->mem, text, name));

		if (f && f->kind != KIND_LINK && name < n)
			field_set(f, p, arena_bytes(r->mem, text + name + 1,
			    n - name - 1));
		text += n;
		text += strspn(text, "\r\n");
	}
}

size_t
profile_lines(struct request *r, const struct profile *p,
    struct profile_line lines[PROFILE_LINES])
{
	size_t n = 0;

	for (size_t i = 0; i < COUNT(fields) && n < PROFILE_LINES; i++) {
		const struct field *f = &fields[i];

		if (strcmp(f->name, "few") == 0)
			break;
		if (field_is_told(f, p))
			lines[n++] = (struct profile_line){ f->label,
			    field_shown(r, f, p) };
	}
	return n;
}

static size_t
add_codes(struct request *r, const char *set, struct wanted *w, size_t n)
{
	while (set && *set && n < MATCH_ANSWERS) {
		size_t len = strcspn(set, ",");

		w->codes[n++] = arena_bytes(r->mem, set, len);
		set += len + (set[len] == ',');
	}
	return n;
}

/* Bits of the week, by their places in the list: Monday first. */
static unsigned
days_of(struct request *r, const char *set)
{
	size_t n;
	const struct code *all = codes_list(r->codes, "weekday", &n);
	struct wanted days = { 0 };
	unsigned bits = 0;

	days.n = add_codes(r, set, &days, 0);
	for (size_t i = 0; i < days.n; i++) {
		for (size_t k = 0; k < n; k++)
			bits |= (unsigned)(strcmp(all[k].code,
			    days.codes[i]) == 0) << k;
	}
	return bits;
}

void
profile_need(struct request *r, const struct profile *p, struct match_need *out,
    struct wanted *w)
{
	w->ncare = add_codes(r, p->care, w, 0);
	w->n = add_codes(r, p->criteria, w, w->ncare);
	*out = (struct match_need){
		.wanted = w->n >= MATCH_ANSWERS ? ~(uint64_t)0 :
		    ((uint64_t)1 << w->n) - 1,
		.months = profile_months(p->age),
		.kilograms = p->weight ? (int)p->weight : -1,
		.days = days_of(r, p->days),
		.hours = { profile_minutes(p->from_time),
		    profile_minutes(p->to_time) },
		.nurse = p->nurse && strcmp(p->nurse, "1") == 0,
		.dates = p->from_on != NULL,
	};
}
