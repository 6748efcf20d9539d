#include <string.h>

#include "app/deed.h"
#include "features/attachment/attachment_paper.h"
#include "features/attachment/attachment_test.h"
#include "features/care/care.h"
#include "features/child/child.h"
#include "features/evacuation/evacuation.h"
#include "features/evacuation/evacuation_test.h"
#include "tests/kit_pdf.h"

/* The papers hold on their pages what the form lets somebody write, whole. */
static const char *
field_fill(struct town *t, const struct field *f)
{
	return f->kind == KIND_DAY ? "2026-03-01" : long_text(t->mem,
	    (size_t)f->max);
}

/* Tables at their fullest: 6 rows, each cell of `letters`. */
static const char *
table_fill(struct town *t, const char *const first[], size_t letters)
{
	struct buffer b = buffer_new(t->mem);

	for (size_t i = 0; i < 6; i++)
		buffer_fmt(&b, "%s%s\t%s\t%s\t%s", i ? "\n" : "", first ?
		    first[i] : "見本 髙﨑", first ? "go" : "祖母",
		    first ? long_text(t->mem, letters) : "090-0000-0000",
		    first ? long_text(t->mem, letters) : "");
	return b.s;
}

static void
fill(struct town *t, struct plan *p, bool longest)
{
	static const char *const hazards[] = { "flood", "tsunami", "landslide",
		"earthquake", "snow", "outage" };

	for (size_t i = 0; longest && i < plan_record.nfields; i++) {
		const struct field *f = &plan_record.fields[i];

		if (f->kind != KIND_LINK && f->kind != KIND_CODE &&
		    f->kind != KIND_NUMBER && !(f->flags & HIDDEN))
			field_set(f, p, field_fill(t, f));
	}
	if (!longest)
		p->reason = p->drugs = p->care_detail = "見本の文です。";
	p->place = "home";
	p->state = "signed";
	p->edition = 1;
	p->signed_on = "2026-03-01";
	p->signed_by = "見本 明子";
	p->signed_as = "mother";
	p->valid_until = "2027-03-01";
	p->mark = "1";
	p->hazards = table_fill(t, hazards, longest ? 40 : 6);
	p->contacts = p->supporters = table_fill(t, NULL, 0);
}

/* Four, said at length. */
static void
add_devices(struct town *t, struct request *r, const char *child)
{
	static const char *const kinds[] = { "ventilator", "suction",
		"concentrator", "monitor" };

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct device d = { .child = child, .kind = kinds[i],
			.model = long_text(t->mem, 30),
			.settings = long_text(t->mem, 60),
			.internal_minutes = 235, .battery_count = 20,
			.battery_minutes = 235,
			.supplier = long_text(t->mem, 20),
			.supplier_phone = "0120-000-000（夜間 017-000-0000）" };

		EXPECT(record_add(r, &device_record, &d) == OK);
	}
}

static const char *
plan_of(struct town *t, const char *number, bool longest)
{
	struct request *r = town_request(t);
	struct child c = { .number = number, .name = "見本 髙﨑",
		.kana = "ミホン タカサキ", .born_on = "2023-04-12",
		.municipality = "02201", .medical_care = "yes",
		.address = longest ? long_text(t->mem, 120) : "見本町1-2",
		.phone = "090-0000-0001" };
	struct plan p = { 0 };

	deed_begin(r);
	EXPECT(record_add(r, &child_record, &c) == OK);
	fill(t, &p, longest);
	p.child = c.id;
	EXPECT(record_add(r, &plan_record, &p) == OK);
	if (longest)
		add_devices(t, r, c.id);
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_text(t->mem, p.id);
}

static size_t
last_letters(const char *text)
{
	size_t n = 0;

	for (; (text = strstr(text, LAST_LETTER)); n++)
		text += strlen(LAST_LETTER);
	return n;
}

TEST(plan_sheet_is_two_sides_of_one_paper_and_says_who_and_what)
{
	static const char *const words[] = { "見本髙﨑", "個別避難計画",
		"見本の文です", "0～1時間", "090-0000-0001", "同意" };
	const char *id = plan_of(t, "K1", false);
	const char *text = get_pdf(t, arena_fmt(t->mem, "/plans/%s/sheet.pdf",
	    id));

	for (size_t i = 0; i < COUNT(words); i++)
		EXPECT_OF(t, strstr(text, words[i]), words[i]);
	EXPECT(pdf_page_count(t->mem, t->body, t->nbody) == 2);
	get(t, arena_fmt(t->mem, "/plans/%s/sheet", id));
	EXPECT_SEES(t, "sheet.pdf");
	EXPECT_SEES(t, "見本の文です");
}

/* Of fields of both sides, cells of the table of hazards, and of devices. */
TEST(plan_sheet_holds_the_longest_of_everything_on_two_pages)
{
	const char *id = plan_of(t, "K1", true);
	const char *text = get_pdf(t, arena_fmt(t->mem, "/plans/%s/sheet.pdf",
	    id));
	size_t found = last_letters(text);

	EXPECT_OF(t, found >= 43, arena_fmt(t->mem, "%zu ends", found));
	EXPECT_OF(t, pdf_page_count(t->mem, t->body, t->nbody) == 2,
	    arena_fmt(t->mem, "%zu pages", pdf_page_count(t->mem, t->body,
	    t->nbody)));
}

TEST(plan_card_is_one_page_and_the_summary_two_at_most)
{
	const char *id = plan_of(t, "K1", true);
	const char *text;

	text = get_pdf(t, arena_fmt(t->mem, "/plans/%s/card.pdf", id));
	EXPECT(pdf_page_count(t->mem, t->body, t->nbody) == 1);
	EXPECT(last_letters(text) >= 7);
	text = get_pdf(t, arena_fmt(t->mem, "/plans/%s/summary.pdf", id));
	EXPECT(pdf_page_count(t->mem, t->body, t->nbody) <= 2);
	EXPECT(strstr(text, "1基本情報") < strstr(text, "3アレルギー"));
	EXPECT(strstr(text, "3アレルギー") < strstr(text, "4治療で"));
}

TEST(plans_of_a_municipality_are_one_file)
{
	for (int i = 0; i < 40; i++)
		plan_of(t, arena_fmt(t->mem, "K%d", i + 1), i == 0);
	get(t, "/evacuation/plans.pdf?municipality=02201");
	EXPECT_STATUS(t, 200);
	EXPECT(pdf_page_count(t->mem, t->body, t->nbody) == 80);
	EXPECT(pdf_complaint(t->mem, t->body, t->nbody) == NULL);
	get(t, "/evacuation/plans.pdf?municipality=02202");
	EXPECT_STATUS(t, 404);
	get(t, "/evacuation?municipality=02201&show=made");
	EXPECT_SEES(t, "作成済：署名した計画");
	EXPECT_SEES(t, "見本 髙﨑");
	get(t, "/ready?region=aomori&show=shelter");
	EXPECT_SEES(t, "避難先が未確認：この1年に");
	EXPECT_SEES(t, "見本 髙﨑");
	get(t, "/evacuation.csv");
	EXPECT_SEES(t, "02201,青森市,40,40,0,0,0,0,0,40,40,100.0%");
}

/* A picture of her, chosen for the sheet: with its row and that of the plan. */
static const char *
photographed(struct town *t, const char *child, const char *plan)
{
	struct dice d = dice_new(7);
	struct buffer png = attachment_paper_png(t->mem, &d);
	const char *at = file_add(t, child, png.s, png.len, "identity", "care");

	EXPECT(*at);
	post(t, arena_fmt(t->mem, "/plans/%s/sections/care", plan), "version",
	    plan_test_version(t, plan), "care_detail", "吸引は30分ごと", "photo",
	    at + strlen("/attachments/"), NULL);
	EXPECT_STATUS(t, 303);
	return at;
}

TEST(plan_sheet_shows_how_she_lies_until_the_picture_is_taken_out)
{
	const char *child = plan_test_child(t), *plan = plan_test_new(t, child);
	const char *at = photographed(t, child, plan), *sheet, *pdf;
	size_t without;

	sheet = arena_fmt(t->mem, "/plans/%s/sheet", plan);
	pdf = arena_fmt(t->mem, "/plans/%s/sheet.pdf", plan);
	get(t, sheet);
	EXPECT_SEES(t, arena_fmt(t->mem, "<img src=\"%s/image\"", at));
	EXPECT(strstr(get_pdf(t, pdf), "いつもの姿勢"));
	EXPECT(pdf_page_count(t->mem, t->body, t->nbody) == 2);
	EXPECT(memmem(t->body, t->nbody, "/Subtype /Image", 15));
	get(t, arena_fmt(t->mem, "%s/image", at));
	EXPECT_STATUS(t, 200);
	post(t, arena_fmt(t->mem, "%s/removal", at), "version", "1", "reason",
	    "別の子の写真だった", "removed_why", "別の子の写真だった", NULL);
	EXPECT_STATUS(t, 303);
	get(t, sheet);
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "<img");
	without = strlen(get_pdf(t, pdf));
	EXPECT(without > 0);
	EXPECT(!memmem(t->body, t->nbody, "/Subtype /Image", 15));
}

TEST(plan_takes_no_picture_of_somebody_else)
{
	const char *child = plan_test_child(t), *plan = plan_test_new(t, child);
	const char *other = child_of_town(t, "架空 べつの子");
	struct dice d = dice_new(7);
	struct buffer png = attachment_paper_png(t->mem, &d);
	const char *at = file_add(t, other, png.s, png.len, "identity", "care");

	post(t, arena_fmt(t->mem, "/plans/%s/sections/care", plan), "version",
	    plan_test_version(t, plan), "photo", at + strlen("/attachments/"),
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM plan"
	    " WHERE photo IS NOT NULL") == 0);
}
