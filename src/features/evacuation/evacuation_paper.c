#include "features/evacuation/evacuation_paper.h"

#include <string.h>

#include "app/codes.h"
#include "app/session.h"
#include "base/date.h"
#include "base/text.h"
#include "features/agency/agency.h"
#include "features/attachment/attachment.h"
#include "features/consent/consent.h"
#include "features/evacuation/evacuation_pages.h"
#include "features/evacuation/evacuation_section.h"

/* Both sides of the sheet, and the two shorter papers. */
static enum result
read_recipients(struct request *r, const char *child, const char **names)
{
	struct buffer b = buffer_new(r->mem);
	struct rows rows = { 0 };
	enum result rc = consent_recipients(r, child, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct consent c;
		enum result stands = consent_standing(r, child,
		    rows_cell(&rows, i, "id"), "disaster", "care", &c);

		if (stands && stands != MISSING)
			return stands;
		if (!stands)
			buffer_fmt(&b, "%s%s", b.len ? "、" : "",
			    rows_cell(&rows, i, "name"));
	}
	*names = b.s;
	return rc;
}

/* One that was taken out since, or is not for this person, is left out. */
static enum result
read_photo(struct request *r, struct plan_source *s)
{
	struct media *m = arena_take(r->mem, sizeof(*m));
	struct attachment *all;
	const char *bytes;
	size_t n = 0, i = 0, nbytes;
	enum result rc = s->plan.photo ? attachment_images(r, s->child.id, &all,
	    &n) : OK;

	while (!rc && i < n && strcmp(all[i].id, s->plan.photo) != 0)
		i++;
	if (rc || i == n)
		return rc;
	rc = attachment_open(r, &all[i], &bytes, &nbytes);
	if (!rc && media_read(r->mem, bytes, nbytes, m) == MEDIA_FINE) {
		s->photo = m;
		s->photo_clinical = text_set_has(all[i].classes, "clinical");
		s->photo_url = arena_fmt(r->mem, "/attachments/%s/image",
		    all[i].id);
	}
	return rc;
}

enum result
plan_source_of(struct request *r, const char *plan, struct plan_source *s)
{
	enum result rc = record_get(r, &plan_record, plan, &s->plan);

	if (!rc)
		rc = record_get(r, &child_record, s->plan.child, &s->child);
	if (rc)
		return rc;
	rc = plan_chosen(r, &s->plan, &s->acceptance);
	s->chosen = rc ? NULL : &s->acceptance;
	if (rc && rc != MISSING)
		return rc;
	rc = read_photo(r, s);
	return rc ? rc : read_recipients(r, s->child.id, &s->recipients);
}

/* The classes of data a paper for that agency tells. */
enum result
plan_source_for(struct request *r, const char *agency, struct plan_source *s)
{
	static const char *const classes[] = { "identity", "contact", "care" };
	struct consent by;
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(classes); i++)
		rc = consent_standing(r, s->child.id, agency, "disaster",
		    classes[i], &by);
	if (rc)
		return rc == MISSING ? DENIED : rc;
	rc = consent_standing(r, s->child.id, agency, "disaster", "clinical",
	    &by);
	if (rc == MISSING)
		s->plan.diseases = s->plan.drugs = s->plan.cautions = NULL;
	if (rc == MISSING && s->photo_clinical)
		s->photo = NULL;
	return rc == MISSING ? OK : rc;
}

/* Where the QR code leads: the edition that holds then, behind sign-in. */
static const char *
plan_current_url(struct request *r, const struct plan *p)
{
	return arena_fmt(r->mem, "%s/plans/%s/current", session_origin(r),
	    p->id);
}

static const char *
day(struct request *r, const char *on)
{
	return on ? date_long(r->mem, on) : "";
}

static const char *
born(struct request *r, const struct child *c)
{
	return c->born_on ? arena_fmt(r->mem, "%s（%s）", day(r, c->born_on),
	    date_age_label(r->mem, c->born_on, r->today)) : "";
}

static const char *
address(struct request *r, const struct child *c)
{
	const struct municipality *m = c->municipality ?
	    codes_municipality(r->codes, c->municipality) : NULL;

	return arena_fmt(r->mem, "%s%s", m ? m->name : "", c->address ?
	    c->address : "");
}

/* The name as it is read and written, and how the child is told apart. */
static void
put_person(struct request *r, struct paper *p, const struct child *c)
{
	paper_facts(p, 2);
	paper_fact(p, "フリガナ", c->kana);
	paper_fact(p, "氏名", c->name);
	paper_fact(p, "生年月日", born(r, c));
	paper_fact(p, "性別", c->sex ? codes_label(r->codes, "sex", c->sex) :
	    "");
	paper_fact(p, "住所", address(r, c));
	paper_fact(p, "電話", c->phone);
}

/* Fields of the plan by name, with their own labels; what is empty is left out. */
static void
put_fields(struct request *r, struct paper *p, const struct plan *plan,
    const char *names)
{
	while (*names) {
		size_t n = strcspn(names, " ");
		const struct field *f = record_field(&plan_record,
		    arena_bytes(r->mem, names, n));

		if (field_is_told(f, plan))
			paper_fact(p, f->label, field_shown(r, f, plan));
		names += n + (names[n] == ' ');
	}
}

static const char *
under(struct request *r, const struct plan *p)
{
	return arena_fmt(r->mem, "%s　第%lld版（%s）%s%s%s%s",
	    codes_label(r->codes, "plan_place", p->place),
	    (long long)p->edition, codes_label(r->codes, "plan_state",
	    p->state), p->signed_on ? "／署名 " : "", p->signed_on ?
	    date_era(r->mem, p->signed_on) : "", p->valid_until ?
	    "／次の見直し " : "", p->valid_until ? date_era(r->mem,
	    p->valid_until) : "");
}

/* What could not be read makes the answer BROKEN, not a paper without it. */
static void
put_devices(struct request *r, struct paper *p, const struct plan_source *s)
{
	if (plan_put_devices(r, p, s->child.id))
		r->damaged = true;
}

static void
put_front(struct request *r, struct paper *p, const struct plan_source *s)
{
	const struct plan *plan = &s->plan;

	paper_section(p, "1 本人");
	put_person(r, p, &s->child);
	put_fields(r, p, plan, "weight allergies");
	paper_facts(p, 1);
	put_fields(r, p, plan, "reason place_name");
	paper_section(p, "2 医療的ケアと電源");
	put_devices(r, p, s);
	paper_section(p, "3 停電・避難のときの動き");
	plan_put_hours(p, plan);
	paper_section(p, "4 連絡先");
	plan_put_people(r, p, plan->contacts);
	put_fields(r, p, plan, "hospital helper helper_phone helper_address");
	paper_section(p, "5 避難先と同意");
	paper_facts(p, 2);
	if (s->chosen)
		paper_fact(p, "避難先", arena_fmt(r->mem, "%s（%s）",
		    acceptance_name(r, s->chosen), acceptance_terms(r,
		    s->chosen)));
	put_fields(r, p, plan, "hospital_agreed");
}

static void
put_consent(struct request *r, struct paper *p, const struct plan_source *s)
{
	const struct plan *plan = &s->plan;

	paper_facts(p, 1);
	paper_fact(p, "渡してよい所", *s->recipients ? s->recipients :
	    "まだ同意で決まっていません。");
	paper_fact(p, "同意・署名", plan->signed_on ? arena_fmt(r->mem,
	    "%s　%s（%s）", day(r, plan->signed_on), plan->signed_by ?
	    plan->signed_by : "", plan->signed_as ? codes_label(r->codes,
	    "consent_giver", plan->signed_as) : "") :
	    "上の所に渡すことに同意します。令和　　年　　月　　日　署名");
}

static void
put_back(struct request *r, struct paper *p, const struct plan_source *s)
{
	const struct plan *plan = &s->plan;

	paper_section(p, "6 災害ごとの行き先");
	plan_put_hazards(r, p, plan);
	paper_section(p, "7 ケアのしかた");
	paper_facts(p, 1);
	put_fields(r, p, plan, "care_detail settings positions communication"
	    " wishes");
	if (s->photo)
		paper_picture(p, s->photo, s->photo_url, "いつもの姿勢");
	paper_section(p, "8 病気と薬");
	paper_facts(p, 1);
	put_fields(r, p, plan, "diseases cautions drugs");
	paper_facts(p, 2);
	put_fields(r, p, plan, "blood_type weight_on");
	paper_section(p, "9 住まいと備え");
	paper_facts(p, 1);
	put_fields(r, p, plan, "power luggage");
	paper_facts(p, 2);
	put_fields(r, p, plan, "building room daytime safety_check household"
	    " neighbourhood commissioner certificates utility utility_on");
	paper_section(p, "10 支援する人");
	plan_put_people(r, p, plan->supporters);
	paper_note(p, "手伝う人は、できるはんいで助けます。助けられなくても、責任を負うものでは"
	    "ありません。個人情報です。読み終えた紙は、鍵のかかる所にしまってください。");
}

static struct paper *
begin(struct request *r, const char *title, const struct plan_source *s)
{
	struct paper *p = paper_new(r->mem, title);

	paper_under(p, under(r, &s->plan));
	paper_code(p, plan_current_url(r, &s->plan), "いまの版");
	if (s->child.name)
		paper_label(p, arena_fmt(r->mem, "%s %s", s->child.name,
		    title));
	return p;
}

struct paper *
plan_sheet(struct request *r, const struct plan_source *s)
{
	struct paper *p = begin(r, "個別避難計画", s);

	paper_fit(p, 2);
	put_front(r, p, s);
	put_consent(r, p, s);
	paper_next_page(p);
	put_back(r, p, s);
	return p;
}

struct paper *
plan_card(struct request *r, const struct plan_source *s)
{
	struct paper *p = begin(r, "緊急カード", s);
	const struct plan *plan = &s->plan;

	paper_fit(p, 1);
	put_person(r, p, &s->child);
	paper_facts(p, 1);
	put_fields(r, p, plan, "blood_type allergies diseases hospital");
	plan_put_people(r, p, plan->contacts);
	put_devices(r, p, s);
	paper_facts(p, 1);
	put_fields(r, p, plan, "first_hour third_hour later");
	if (s->chosen)
		paper_fact(p, "避難先", acceptance_name(r, s->chosen));
	return p;
}

/* In the order of the national 救急サマリー: who, whom to call, what must not be
 * done, what is usual for her. */
struct paper *
plan_summary(struct request *r, const struct plan_source *s)
{
	struct paper *p = begin(r, "医療機関・消防向けサマリー", s);
	const struct plan *plan = &s->plan;

	paper_fit(p, 2);
	paper_section(p, "1 基本情報");
	put_person(r, p, &s->child);
	put_fields(r, p, plan, "weight blood_type");
	paper_section(p, "2 緊急の連絡先");
	plan_put_people(r, p, plan->contacts);
	paper_section(p, "3 アレルギー・病名・薬");
	paper_facts(p, 1);
	put_fields(r, p, plan, "allergies diseases drugs");
	paper_section(p, "4 治療で気をつけること");
	paper_facts(p, 1);
	put_fields(r, p, plan, "cautions hospital wishes");
	paper_section(p, "5 機器とケア");
	put_devices(r, p, s);
	paper_facts(p, 1);
	put_fields(r, p, plan, "settings care_detail power");
	paper_section(p, "6 姿勢・やりとり");
	paper_facts(p, 1);
	put_fields(r, p, plan, "positions communication");
	paper_section(p, "7 避難先と受入れ");
	paper_facts(p, 1);
	put_fields(r, p, plan, "hospital_agreed hospital_agreed_by"
	    " hospital_agreed_on");
	if (s->chosen)
		paper_fact(p, "避難先", acceptance_name(r, s->chosen));
	return p;
}
