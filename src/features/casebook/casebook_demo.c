#include "app/demo.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/casebook/casebook_private.h"
#include "features/casebook/casebook_sql.h"

/* Two approved cases and one that waits for somebody to read it. */

static const struct casebook_line park[] = {
	{ "令和8年4月", "保育士2名、看護師1名",
	    "入園の相談。Aさんの一日の様子と吸引の回数を、家族と一緒に紙に書き出した。" },
	{ "令和8年6月", "保育士3名、主治医1名、家族1名",
	    "B園で吸引の手順を確かめた。C病院の主治医が、呼ぶ目安を3つにまとめた。" },
	{ "令和8年9月", "保育士3名、看護師1名",
	    "週3日の登園を始めた。連絡帳に吸引の回数を書く欄を作った。" },
};

static const struct casebook_line school[] = {
	{ "令和7年10月", "教員4名、看護師2名",
	    "就学に向けた見学。経管栄養の場所と時間を、校内の地図に書き込んだ。" },
	{ "令和8年2月", "教員3名、家族1名",
	    "緊急のときの連絡の順を決め、保健室と教室に貼った。" },
};

static enum result
add(struct request *r, const struct rows *people, struct casebook c,
    const struct casebook_line *lines, size_t n)
{
	c.made_by = rows_cell(people, 0, "id");
	c.writers = c.made_by;
	c.course = casebook_course(r->mem, lines, n);
	if (c.approved_on)
		c.approved_by = rows_cell(people, 1, "id");
	return record_add(r, &casebook_record, &c);
}

/* The draft is of a fictional child, like any other. */
static enum result
add_draft(struct request *r, const struct rows *people)
{
	static const struct casebook_line lines[] = {
		{ "令和8年8月", "看護師1名", "退院前の話し合い。夜の吸引をだれがするかを決めた。" },
	};
	struct rows contacts = { 0 };
	struct casebook c = {
		.title = "退院してからの夜を支えた工夫",
		.state = "draft",
		.care = "suction",
		.age_band = "a0_3",
		.region = demo_region(r, 1),
		.overview = "退院を前に、夜の吸引に家族が不安を感じていた。",
		.made_by = rows_cell(people, 0, "id"),
	};
	enum result rc = casebook_sql_some_contact(r, &contacts);

	if (rc || !contacts.nrows)
		return rc;
	c.writers = c.made_by;
	c.course = casebook_course(r->mem, lines, COUNT(lines));
	rc = record_add(r, &casebook_record, &c);
	if (!rc)
		rc = casebook_sql_add_source(r, c.id, contacts.cells[0],
		    "child", contacts.cells[0]);
	return rc ? rc : casebook_sql_add_source(r, c.id, contacts.cells[0],
	    "contact", contacts.cells[1]);
}

enum result
casebook_demo(struct request *r)
{
	struct rows people = { 0 };
	enum result rc = account_people(r, &people);

	if (rc || people.nrows < 2)
		return rc;
	rc = add(r, &people, (struct casebook){
		.title = "吸引が必要な子の保育園入園",
		.state = "approved", .care = "suction", .age_band = "a4_6",
		.region = demo_region(r, 0),
		.overview = "吸引が1日に6回ほど必要な子。園に看護師がおらず、入園を迷っていた。"
		    "家族は、同じ年の子と過ごす時間を望んでいた。",
		.done = "園・病院・家族の三者で手順をそろえ、短い時間の登園から始めた。",
		.devised = "写真つきの手順を1枚にまとめ、吸引器のそばに置いた。\n"
		    "「呼ぶ目安」を色で分け、迷わず電話できるようにした。",
		.voice = "職員みなが同じ手順を見られるので、安心して受け入れられた。",
		.approved_on = date_add_days(r->mem, r->today, -20),
	    }, park, COUNT(park));
	if (!rc)
		rc = add(r, &people, (struct casebook){
			.title = "経管栄養のある子の就学",
			.state = "approved", .care = "tube_feeding",
			.age_band = "a7_12", .region = demo_region(r, 2),
			.overview = "経管栄養のある子が、地域の小学校に入るまで。",
			.devised = "昼の経管栄養を給食の時間に合わせ、教室でできるようにした。",
			.voice = "友だちと一緒に過ごせることが何よりうれしい。",
			.approved_on = date_add_days(r->mem, r->today, -80),
		    }, school, COUNT(school));
	return rc ? rc : add_draft(r, &people);
}
