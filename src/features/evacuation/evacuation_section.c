#include "features/evacuation/evacuation_section.h"

#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "base/text.h"

const struct plan_section plan_sections[PLAN_SECTIONS] = {
	{ "person", "本人と家族", NULL, "place_name reason household"
	    " neighbourhood commissioner certificates", SECTION_PLAIN },
	{ "hazards", "災害ごとの行き先", "あてはまらない災害は空欄のままで。",
	    "", SECTION_HAZARDS },
	{ "hours", "停電・避難のときの動き", NULL, "first_hour first_hour_by"
	    " third_hour third_hour_by later later_by", SECTION_PLAIN },
	{ "people", "連絡先と手伝う人", "手伝う人は、できるはんいで助けます。"
	    "責任を負うものではありません。", "helper helper_address helper_phone",
	    SECTION_PEOPLE },
	{ "shelter", "避難先・病院・電力会社", NULL, "hospital_agreed"
	    " hospital_agreed_by hospital_agreed_on utility utility_on"
	    " utility_number", SECTION_SHELTER },
	{ "home", "住まいと備え", NULL, "building room daytime safety_check"
	    " power luggage", SECTION_PLAIN },
	{ "medical", "病気と薬", NULL, "hospital diseases cautions drugs"
	    " allergies blood_type weight weight_on", SECTION_PLAIN },
	{ "care", "ケアのしかた", NULL, "care_detail settings positions"
	    " communication wishes", SECTION_PICTURE },
};

const struct plan_section *
plan_section(const char *name)
{
	for (size_t i = 0; i < PLAN_SECTIONS; i++) {
		if (strcmp(plan_sections[i].name, name) == 0)
			return &plan_sections[i];
	}
	return NULL;
}

size_t
plan_section_fields(struct request *r, const struct plan_section *s,
    const struct plan *p, const struct field *fields[SECTION_MAX_FIELDS])
{
	const char *names = s->fields;
	size_t n = 0;

	while (*names && n < SECTION_MAX_FIELDS) {
		size_t len = strcspn(names, " ");
		const struct field *f = record_field(&plan_record,
		    arena_bytes(r->mem, names, len));

		if (f && record_shows(r, &plan_record, f, p))
			fields[n++] = f;
		names += len + (names[len] == ' ');
	}
	return n;
}

static void
put(struct plan_fact *facts, size_t *n, const char *label, const char *text,
    const char *phone)
{
	if (!text_blank(text) && *n < SECTION_MAX_FACTS)
		facts[(*n)++] = (struct plan_fact){ label, text, phone };
}

static void
put_hazards(struct request *r, const struct plan *p, struct plan_fact *facts,
    size_t *n)
{
	struct plan_line lines[PLAN_HAZARDS];
	size_t all = plan_lines(r, p->hazards, lines, COUNT(lines));

	for (size_t i = 0; i < all; i++) {
		const char *const *c = lines[i].cells;

		put(facts, n, codes_label(r->codes, "plan_hazard", c[0]),
		    arena_fmt(r->mem, "%s%s%s%s%s",
		    codes_label(r->codes, "plan_way", c[1]), *c[2] ? "：" : "",
		    c[2], *c[3] ? "　道：" : "", c[3]), NULL);
	}
}

static void
put_people(struct request *r, const char *text, struct plan_fact *facts,
    size_t *n)
{
	struct plan_line lines[PLAN_PEOPLE];
	size_t all = plan_lines(r, text, lines, COUNT(lines));

	for (size_t i = 0; i < all; i++) {
		const char *const *c = lines[i].cells;

		put(facts, n, *c[1] ? c[1] : "連絡先", *c[0] ? c[0] : c[2],
		    *c[2] ? c[2] : NULL);
	}
}

const char *
acceptance_terms(struct request *r, const struct acceptance *a)
{
	struct buffer b = buffer_new(r->mem);

	buffer_add(&b, a->kind ? codes_label(r->codes, "acceptance_kind",
	    a->kind) : "");
	if (a->direct)
		buffer_add(&b, a->direct[0] == '1' ? "・直接行ける" :
		    "・直接は行けない");
	if (a->power)
		buffer_fmt(&b, "・電源：%s", a->power);
	if (a->oxygen)
		buffer_add(&b, a->oxygen[0] == '1' ? "・酸素あり" :
		    "・酸素なし");
	if (a->family_limit)
		buffer_fmt(&b, "・家族%lld人まで", (long long)a->family_limit);
	if (a->confirmed_on)
		buffer_fmt(&b, "・%s確認", date_era(r->mem, a->confirmed_on));
	return b.s;
}

static void
put_shelter(struct request *r, const struct acceptance *a,
    struct plan_fact *facts, size_t *n)
{
	if (!a)
		return;
	put(facts, n, "避難先", acceptance_name(r, a), NULL);
	put(facts, n, "返事", arena_fmt(r->mem, "%s（%s）", a->answer ?
	    codes_label(r->codes, "acceptance_answer", a->answer) : "不明",
	    acceptance_terms(r, a)), NULL);
}

size_t
plan_facts(struct request *r, const struct plan_section *s,
    const struct plan *p, const struct acceptance *chosen,
    struct plan_fact facts[SECTION_MAX_FACTS])
{
	const struct field *fields[SECTION_MAX_FIELDS];
	size_t n = 0, all = plan_section_fields(r, s, p, fields);

	if (s->kind == SECTION_HAZARDS)
		put_hazards(r, p, facts, &n);
	if (s->kind == SECTION_PEOPLE)
		put_people(r, p->contacts, facts, &n);
	if (s->kind == SECTION_SHELTER)
		put_shelter(r, chosen, facts, &n);
	for (size_t i = 0; i < all; i++)
		put(facts, &n, fields[i]->label, field_shown(r, fields[i], p),
		    NULL);
	if (s->kind == SECTION_PEOPLE)
		put_people(r, p->supporters, facts, &n);
	return n;
}
