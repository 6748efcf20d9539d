#include "public/wish.h"

#include <string.h>

#include "app/codes.h"
#include "app/page.h"
#include "base/text.h"

static const char *
read_code(struct request *r, const char *name, const char *list)
{
	const char *s = request_asked(r, name);

	if (!s || codes_find(r->codes, list, s))
		return s;
	request_fault(r, name, "この選択肢はありません。選びなおしてください。");
	return NULL;
}

static const char *
read_municipality(struct request *r)
{
	const char *s = request_asked(r, "municipality");
	const struct municipality *m = s ? codes_municipality(r->codes, s) :
	    NULL;

	if (s && !m)
		request_fault(r, "municipality",
		    "この市町村はありません。選びなおしてください。");
	return m ? m->code : NULL;
}

static const char *
read_choice(struct request *r, const char *name, const char *const *known,
    size_t n)
{
	const char *s = request_asked(r, name);

	for (size_t i = 0; s && i < n; i++) {
		if (strcmp(known[i], s) == 0)
			return known[i];
	}
	if (s)
		request_fault(r, name,
		    "この選択肢はありません。選びなおしてください。");
	return NULL;
}

static void
read_words(struct request *r, struct wish *w)
{
	char *copy, *save = NULL;

	w->q = request_asked(r, "q");
	if (!w->q)
		return;
	if (text_length(w->q) > WISH_WORD_LENGTH) {
		request_fault(r, "q", "60文字までで入力してください。");
		w->q = text_cut(r->mem, w->q, WISH_WORD_LENGTH);
		return;
	}
	copy = arena_text(r->mem, text_fold_width(r->mem, w->q));
	for (char *s = strtok_r(copy, " \t\n", &save); s;
	    s = strtok_r(NULL, " \t\n", &save)) {
		const char *key = text_key_loose(r->mem, s);

		if (*key && w->nwords < WISH_WORDS)
			w->words[w->nwords++] = key;
	}
}

static void
read_age(struct request *r, struct wish *w)
{
	const char *s = request_asked(r, "age");

	w->age = -1;
	if (s && (!text_number(s, &w->age) || w->age < 0 ||
	    w->age > WISH_AGE_MOST)) {
		request_fault(r, "age", "年齢は「3」のように、数字で入力してください。");
		w->age = -1;
	}
}

static bool
has_care(const struct wish *w, const char *code)
{
	for (size_t i = 0; i < w->ncares; i++) {
		if (strcmp(w->care[i], code) == 0)
			return true;
	}
	return false;
}

static enum result
read_cares(struct request *r, struct wish *w)
{
	struct directory_slots *slots;
	enum result rc = directory_slots(r, &slots);

	for (size_t i = 0; !rc && i < r->query.n; i++) {
		const struct pair *p = &r->query.at[i];

		if (strcmp(p->name, "care") != 0 || text_blank(p->value) ||
		    has_care(w, p->value))
			continue;
		if (!codes_find(r->codes, "care", p->value) ||
		    w->ncares == WISH_CARES) {
			request_fault(r, "care",
			    "この医療的ケアはありません。選びなおしてください。");
			continue;
		}
		w->slot[w->ncares] = directory_slot(slots, p->value);
		w->care[w->ncares++] = p->value;
	}
	return rc;
}

enum result
wish_read(struct request *r, struct wish *w)
{
	static const char *const answers[] = { "yes", "any" };
	enum result rc;

	memset(w, 0, sizeof(*w));
	read_words(r, w);
	w->region = read_code(r, "region", "region");
	w->municipality = read_municipality(r);
	w->kind = read_code(r, "kind", "service_kind");
	w->answer = read_choice(r, "answer", answers, COUNT(answers));
	w->day = read_choice(r, "day", week_days, WEEK_DAYS);
	read_age(r, w);
	rc = read_cares(r, w);
	/* Of two places the smaller one counts. */
	if (w->municipality)
		w->region = NULL;
	return rc ? rc : r->nfaults ? INVALID : OK;
}

static void
put(struct buffer *b, const char *name, const char *value)
{
	if (!value)
		return;
	buffer_fmt(b, "%s%s=", strchr(b->s, '?') ? "&" : "?", name);
	buffer_url(b, value);
}

const char *
wish_url(struct request *r, const char *path, const struct wish *w)
{
	struct buffer b = buffer_new(r->mem);

	buffer_add(&b, path);
	put(&b, "q", w->q);
	put(&b, "region", w->region);
	put(&b, "municipality", w->municipality);
	put(&b, "kind", w->kind);
	for (size_t i = 0; i < w->ncares; i++)
		put(&b, "care", w->care[i]);
	put(&b, "answer", w->answer);
	put(&b, "day", w->day);
	if (w->age >= 0)
		put(&b, "age", arena_fmt(r->mem, "%lld", (long long)w->age));
	return b.s;
}

bool
wish_asks(const struct wish *w)
{
	return w->q || w->region || w->municipality || w->kind || w->ncares ||
	    w->answer || w->day || w->age >= 0;
}

const char *
wish_words(struct request *r, const struct wish *w)
{
	const struct municipality *m = codes_municipality(r->codes,
	    w->municipality);
	struct buffer b = buffer_new(r->mem);

	buffer_add(&b, m ? m->name : w->region ? codes_label(r->codes,
	    "region", w->region) : "県内");
	if (w->kind)
		buffer_fmt(&b, "・%s", codes_label(r->codes, "service_kind",
		    w->kind));
	for (size_t i = 0; i < w->ncares; i++)
		buffer_fmt(&b, "・%s", codes_label(r->codes, "care",
		    w->care[i]));
	if (w->age >= 0)
		buffer_fmt(&b, "・%lld歳", (long long)w->age);
	if (w->q)
		buffer_fmt(&b, "・「%s」", w->q);
	return b.s;
}

struct care_pick {
	const char *code, *label;
	bool on;
};

struct fields {
	const char *q, *age;
	const struct html *kinds, *regions, *municipalities, *answers, *days;
	struct html_list cares;
	bool narrow;			/* one of the cares is chosen */
};

static const struct slot pick_slots[] = {
	SLOT_TEXT(care_pick, code),
	SLOT_TEXT(care_pick, label),
	SLOT_FLAG(care_pick, on),
};

static const struct slot fields_slots[] = {
	SLOT_TEXT(fields, q),
	SLOT_TEXT(fields, age),
	SLOT_HTML(fields, kinds),
	SLOT_HTML(fields, regions),
	SLOT_HTML(fields, municipalities),
	SLOT_HTML(fields, answers),
	SLOT_HTML(fields, days),
	SLOT_LIST(fields, cares, pick_slots, struct care_pick),
	SLOT_FLAG(fields, narrow),
};

TEMPLATE(wish_fields_part, "src/public/fields.html", fields_slots);

static struct html_list
cares_of(struct request *r, const struct wish *w)
{
	size_t n, k = 0;
	const struct code *all = codes_list(r->codes, "care", &n);
	struct care_pick *picks = arena_array(r->mem, n + 1, sizeof(*picks));

	for (size_t i = 0; i < n; i++) {
		if (code_valid(&all[i], r->today))
			picks[k++] = (struct care_pick){ all[i].code,
				all[i].label, has_care(w, all[i].code) };
	}
	return (struct html_list){ picks, k };
}

const struct html *
wish_fields(struct request *r, const struct wish *w)
{
	static const struct choice answers[] = {
		{ "yes", "可だけ" },
		{ "any", "未確認も含める" },
	};
	struct choice days[WEEK_DAYS];
	const char *age = request_query(r, "age");
	struct fields f = {
		.q = w->q,
		.age = age ? text_cut(r->mem, age, 10) : "",
		.kinds = form_options(r, "service_kind", w->kind, "すべて"),
		.regions = form_options(r, "region", w->region, "すべて"),
		.municipalities = form_municipalities(r, w->municipality,
		    "すべて"),
		.answers = form_choices(r, answers, COUNT(answers), w->answer,
		    "可・条件付き"),
		.cares = cares_of(r, w),
		.narrow = w->ncares > 0,
	};

	for (size_t i = 0; i < WEEK_DAYS; i++)
		days[i] = (struct choice){ week_days[i], week_labels[i] };
	f.days = form_choices(r, days, WEEK_DAYS, w->day, "問わない");
	return html_part(r, &wish_fields_part, &f);
}
