#include <string.h>

#include "app/codes.h"
#include "app/text_map.h"
#include "base/date.h"
#include "features/vacancy/vacancy.h"
#include "public/sheet.h"
#include "public/sheet_sql.h"

/*
 * vacancies.csv: a row a room and day. What is too old to hold is － here as on
 * every page: vacancy_show decides.
 */
const struct sheet_column sheet_vacancy_columns[] = {
	{ "都道府県コード又は市区町村コード", "所在地の全国地方公共団体コード（6桁）" },
	{ "市区町村名", "" },
	{ "圏域", "県が定める圏域" },
	{ "名称", "サービスの名前。別に名前がなければ事業所の名前" },
	{ "サービス種別", "" },
	{ "電話番号", "空きを確かめる番号" },
	{ "部屋", "個室・多床室など" },
	{ "床数", "空欄は、わからない" },
	{ "日付", "今日から14日分" },
	{ "空き状況", "○ 空きあり、△ わずか・要相談、× 空きなし、休 休み、"
	    "－ わからない（2週間より前の情報を含みます）" },
	{ "理由", "△のときの理由" },
	{ "空き数", "空欄は、聞いていない" },
	{ "要電話確認", "1は、1週間より前の情報" },
	{ "情報の日", "施設かセンターが最後に確かめた日" },
	{ "確認の方法", "" },
	{ "サービスID", "services.csv のID" },
	{ "部屋ID", "変わらない番号" },
};

size_t
sheet_nvacancy_columns(void)
{
	return COUNT(sheet_vacancy_columns);
}

static void
head(struct request *r, struct buffer *b)
{
	(void)r;
	for (size_t i = 0; i < COUNT(sheet_vacancy_columns); i++)
		sheet_cell(b, sheet_vacancy_columns[i].name);
	sheet_end(b);
}

static const char *
number_of(const char *stored)
{
	return hsds_int(stored) > 0 || (stored && strcmp(stored, "0") == 0) ?
	    stored : "";
}

static void
room_cells(struct request *r, struct buffer *b, const struct sheet_room *m,
    const struct hsds_row *row)
{
	const struct municipality *town = row->p.municipality ?
	    codes_municipality(r->codes, row->p.municipality) : NULL;
	const char *phone = row->s.phone && *row->s.phone ? row->s.phone :
	    row->p.phone;

	sheet_cell(b, town ? town->code6 : "");
	sheet_cell(b, town ? town->name : "");
	sheet_cell(b, codes_label(r->codes, "region", row->p.region));
	sheet_cell(b, row->s.name && *row->s.name ? row->s.name : row->p.name);
	sheet_cell(b, codes_label(r->codes, "service_kind", row->s.kind));
	sheet_cell(b, phone);
	sheet_cell(b, m->label);
	sheet_cell(b, hsds_int(m->beds) ? m->beds : "");
}

/* What is not shown is not told by its reason or number either. */
static void
told_cells(struct request *r, struct buffer *b, const struct sheet_room *m,
    const struct sheet_told *c)
{
	struct vacancy_shown shown = vacancy_show(vacancy_of(c ? c->state :
	    NULL), c ? c->as_of : NULL, r->now, hsds_int(m->fresh_days),
	    hsds_int(m->grey_days));
	bool known = shown.state != VACANCY_UNKNOWN;

	sheet_mark(b, vacancy_mark(shown.state));
	sheet_cell(b, known && c->reason ? codes_label(r->codes, "few_reason",
	    c->reason) : "");
	sheet_cell(b, known ? number_of(c->number) : "");
	sheet_cell(b, known && shown.grey ? "1" : "");
	sheet_cell(b, known ? date_of_instant(r->mem, c->as_of) : "");
	sheet_cell(b, known ? codes_label(r->codes, "cell_channel",
	    c->channel) : "");
}

static const char *
key_of(struct request *r, const char *room, const char *day)
{
	return arena_fmt(r->mem, "%s %s", room, day);
}

static enum result
rows(struct request *r, struct buffer *b, const char *const *ids, size_t n,
    size_t from)
{
	const char *last = date_add_days(r->mem, r->today, SHEET_DAYS - 1);
	const struct sheet_room *rooms;
	const struct hsds_row *services;
	const struct sheet_told *told;
	struct text_map *cells;
	size_t ntold;
	enum result rc = sheet_sql_rooms(r, ids, n, &rooms, &services);

	(void)from;
	if (!rc)
		rc = sheet_sql_cells(r, ids, n, r->today, last, &told, &ntold);
	if (rc)
		return rc;
	cells = text_map_new(r->mem, ntold);
	for (size_t i = 0; i < ntold; i++)
		text_map_put(cells, key_of(r, told[i].room, told[i].day),
		    &told[i]);
	for (size_t i = 0; i < n * SHEET_DAYS; i++) {
		const struct sheet_room *m = &rooms[i / SHEET_DAYS];
		const char *day = date_add_days(r->mem, r->today,
		    (int)(i % SHEET_DAYS));

		room_cells(r, b, m, &services[i / SHEET_DAYS]);
		sheet_cell(b, day);
		told_cells(r, b, m, text_map_get(cells, key_of(r, m->id, day)));
		sheet_cell(b, m->service);
		sheet_cell(b, m->id);
		sheet_end(b);
	}
	return OK;
}

const struct sheet sheet_vacancies = {
	"vacancies.csv", sheet_sql_room_ids, head, rows
};
