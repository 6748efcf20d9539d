#include "base/date.h"
#include "features/contact/contact_demo.h"

/* From the ward home, through two winters, to the eve of a nursery. */
static const struct told {
	int days; /* before today; below 0: after birth */
	const char *method, *requester, *topics, *partners, *body;
} told[] = {
	{ -271, "visit", "medical", "home_transition,device",
	    "visiting_nurse,medical,municipality",
	    "退院前のカンファレンス。呼吸器と吸引器の使い方を、両親と訪問看護が病棟で練習した。" },
	{ -285, "visit", "medical", "home_transition", "visiting_nurse",
	    "退院から1週間。訪問看護に同行した。夜の吸引は2回。母は眠れているとのこと。" },
	{ 720, "visit", "family", "daily", "consultation,short_stay",
	    "父が家庭で注入の間、母と話した。月に1度、短期入所を使うことにした。" },
	{ 520, "visit", "visiting_nurse", "care_review,device",
	    "visiting_nurse,medical,supplier",
	    "歩き始めて、呼吸器の回路が届かない。日中は人工鼻で過ごしてよいと主治医に確かめた。" },
	{ 300, "visit", "municipality", "daily", "municipality",
	    "市の担当課、訪問看護と、個別避難計画に書くことを家庭で確かめた。" },
	{ 150, "visit", "family", "school", "consultation",
	    "来年の春に園に通わせたい、と両親から相談。受けられる園を一緒に考える。" },
	{ 40, "visit", "consultation", "school,meeting", "consultation,nursery",
	    "園の見学に同行。本人は砂場から離れなかった。看護師の配置を園と市に聞く。" },
};

void
contact_demo_first(
    struct request *r, const struct rows *children, const struct rows *staff)
{
	const char *child = rows_cell(children, 0, "id");
	const char *born_on = rows_cell(children, 0, "born_on");

	for (size_t i = 0; i < COUNT(told); i++) {
		struct contact c = { .child = child,
			.method = told[i].method,
			.requester = told[i].requester,
			.topics = told[i].topics,
			.partners = told[i].partners,
			.support =
			    told[i].requester[0] == 'f' ? "direct" : "indirect",
			.participants = "child:1,family:2,nurse:1",
			.minutes = 60,
			.travel_minutes = 90,
			.km = 60,
			.body = told[i].body,
			.on_day = demo_weekday(r->mem,
			    date_add_days(r->mem, told[i].days < 0 ? born_on :
			    r->today, -told[i].days)),
			.staff = rows_cell(staff, i % staff->nrows, "id") };

		record_add(r, &contact_record, &c);
	}
}
