#include <string.h>

#include "app/codes.h"
#include "app/text_map.h"
#include "base/geo.h"
#include "features/directory/directory.h"
#include "public/sheet.h"
#include "public/sheet_sql.h"

/* services.csv: a row a service, with a pair of columns a criterion. */

const struct sheet_column sheet_service_columns[] = {
	{ "都道府県コード又は市区町村コード", "所在地の全国地方公共団体コード（6桁）" },
	{ "NO", "この表の中の連番。つぎの公開では変わることがあります" },
	{ "都道府県名", "" },
	{ "市区町村名", "" },
	{ "圏域", "県が定める圏域" },
	{ "名称", "サービスの名前。別に名前がなければ事業所の名前" },
	{ "名称_カナ", "事業所のフリガナ" },
	{ "サービス種別", "" },
	{ "運営状況", "運営中・休止中。廃止されたものは載せていません" },
	{ "郵便番号", "" },
	{ "住所", "市区町村より後ろ" },
	{ "緯度", "世界測地系の度。わからないときは空欄" },
	{ "経度", "" },
	{ "位置の確かさ", "緯度・経度が建物か、町・大字や市町村の中ほどか" },
	{ "電話番号", "サービスの番号。なければ事業所の番号" },
	{ "FAX番号", "" },
	{ "法人番号", "" },
	{ "法人の名称", "" },
	{ "事業所番号", "医療機関コード・学校コードのこともあります" },
	{ "利用可能な曜日と時間", "空欄は、わからない" },
	{ "利用可能曜日特記事項", "" },
	{ "看護職員のいる曜日と時間", "空欄は、わからない" },
	{ "定員", "空欄は、わからない" },
	{ "対象年齢_開始月齢", "この月齢から。空欄は、わからない" },
	{ "対象年齢_終了月齢", "この月齢になるまで。「なし」は上限なし" },
	{ "体重の上限_kg", "「なし」は上限なし。空欄は、わからない" },
	{ "URL", "" },
	{ "メールアドレス", "" },
	{ "備考", "" },
	{ "最終確認日", "施設かセンターが最後に確かめた日。"
	    "空欄は、公開情報から取り込んだだけ" },
	{ "更新日時", "この行の内容が最後に変わった日時（協定世界時）" },
	{ "ID", "変わらない番号。/hsds/services/ID で同じものが引けます" },
};

size_t
sheet_nservice_columns(void)
{
	return COUNT(sheet_service_columns);
}

static const char *const lists[] = { "care", "criterion" };

static void
head(struct request *r, struct buffer *b)
{
	for (size_t i = 0; i < COUNT(sheet_service_columns); i++)
		sheet_cell(b, sheet_service_columns[i].name);
	for (size_t l = 0; l < COUNT(lists); l++) {
		size_t n;
		const struct code *all = codes_list(r->codes, lists[l], &n);

		for (size_t i = 0; i < n; i++) {
			sheet_cell(b, all[i].label);
			sheet_cell(b, arena_fmt(r->mem, "%s_確認日",
			    all[i].label));
		}
	}
	sheet_end(b);
}

static const char *
or_else(const char *first, const char *second)
{
	return first && *first ? first : second;
}

static void
number_cell(struct request *r, struct buffer *b, int64_t n, int64_t no_end)
{
	if (no_end && n >= no_end)
		sheet_cell(b, "なし");
	else
		sheet_cell(b, n ? arena_fmt(r->mem, "%lld", (long long)n) : "");
}

static void
place_cells(struct request *r, struct buffer *b, const struct hsds_row *row,
    size_t no)
{
	const struct hsds_place *p = &row->p;
	const struct municipality *m = p->municipality ?
	    codes_municipality(r->codes, p->municipality) : NULL;
	struct geo at = { hsds_int(p->lat), hsds_int(p->lng) };

	sheet_cell(b, m ? m->code6 : "");
	sheet_cell(b, arena_fmt(r->mem, "%zu", no));
	sheet_cell(b, codes_setting(r->codes, "prefecture"));
	sheet_cell(b, m ? m->name : "");
	sheet_cell(b, codes_label(r->codes, "region", p->region));
	sheet_cell(b, or_else(row->s.name, p->name));
	sheet_cell(b, p->kana);
	sheet_cell(b, codes_label(r->codes, "service_kind", row->s.kind));
	sheet_cell(b, codes_label(r->codes, "service_status", row->s.status));
	sheet_cell(b, p->postal);
	sheet_cell(b, p->address);
	sheet_cell(b, geo_known(at) ? geo_text(r->mem, at.lat) : "");
	sheet_cell(b, geo_known(at) ? geo_text(r->mem, at.lng) : "");
	sheet_cell(b, codes_label(r->codes, "place_precise", p->precise));
	sheet_cell(b, or_else(row->s.phone, p->phone));
	sheet_cell(b, p->fax);
	sheet_cell(b, row->o.number);
	sheet_cell(b, row->o.name);
	sheet_cell(b, row->s.number);
}

static void
service_cells(struct request *r, struct buffer *b, const struct hsds_row *row)
{
	const struct hsds_service *s = &row->s;
	bool aged = hsds_int(s->age_below);

	sheet_cell(b, week_label(r->mem, s->opening));
	sheet_cell(b, s->opening_note);
	sheet_cell(b, week_label(r->mem, s->nurse_hours));
	number_cell(r, b, hsds_int(s->capacity), 0);
	sheet_cell(b, aged ? s->age_from : "");
	number_cell(r, b, hsds_int(s->age_below), AGE_NO_END);
	number_cell(r, b, hsds_int(s->weight_max), WEIGHT_ANY);
	sheet_cell(b, row->p.url);
	sheet_cell(b, or_else(s->mail, row->p.mail));
	sheet_cell(b, s->note);
	sheet_cell(b, s->confirmed_on);
	sheet_cell(b, s->modified_at);
	sheet_cell(b, s->id);
}

/* Nobody told is not the same as no. */
static void
answer_cells(struct request *r, struct buffer *b, const struct hsds_answer *a)
{
	const char *label = codes_label(r->codes, "capability_answer",
	    a ? a->answer : "unknown");

	sheet_cell(b, a && a->terms && *a->terms ?
	    arena_fmt(r->mem, "%s：%s", label, a->terms) : label);
	sheet_cell(b, a ? a->confirmed_on : "");
}

static const char *
key_of(struct request *r, const char *service, const char *criterion)
{
	return arena_fmt(r->mem, "%s %s", service, criterion);
}

static void
criteria_cells(struct request *r, struct buffer *b, const char *service,
    const struct text_map *answers)
{
	for (size_t l = 0; l < COUNT(lists); l++) {
		size_t n;
		const struct code *all = codes_list(r->codes, lists[l], &n);

		for (size_t i = 0; i < n; i++)
			answer_cells(r, b, text_map_get(answers, key_of(r,
			    service, all[i].code)));
	}
}

static enum result
rows(struct request *r, struct buffer *b, const char *const *ids, size_t n,
    size_t from)
{
	const struct hsds_row *all;
	const struct hsds_answer *told;
	struct text_map *answers;
	size_t ntold;
	enum result rc = sheet_sql_services(r, ids, n, &all);

	if (!rc)
		rc = hsds_sql_answers(r, all, n, &told, &ntold);
	if (rc)
		return rc;
	answers = text_map_new(r->mem, ntold);
	for (size_t i = 0; i < ntold; i++)
		text_map_put(answers, key_of(r, told[i].service,
		    told[i].criterion), &told[i]);
	for (size_t i = 0; i < n; i++) {
		place_cells(r, b, &all[i], from + i + 1);
		service_cells(r, b, &all[i]);
		criteria_cells(r, b, all[i].s.id, answers);
		sheet_end(b);
	}
	return OK;
}

const struct sheet sheet_services = {
	"services.csv", sheet_sql_service_ids, head, rows
};
