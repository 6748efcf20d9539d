#include "app/import_page.h"
#include "app/site.h"
#include "base/text.h"
#include "base/xlsx.h"
#include "tests/kit.h"

#define CHILD_HEAD "児童ID,氏名,フリガナ,生年月日,性別,市町村,医療的ケア\r\n"
#define CONTACT_HEAD \
    "記録ID,対応日,児童ID,対応方法,相談依頼元,相談内容,連携先機関,内容\r\n"

static struct import in;

static enum result
import_bytes(struct town *t, const char *kind, const char *bytes, size_t n,
    bool dry)
{
	return import_run(town_request(t), transfer_find(t->site, kind), bytes,
	    n, dry, &in, NULL, NULL);
}

static enum result
import_text(struct town *t, const char *kind, const char *csv)
{
	return import_bytes(t, kind, csv, strlen(csv), false);
}

static const char *
export_text(struct town *t, const char *kind)
{
	struct buffer b = buffer_new(t->mem);
	size_t rows;

	EXPECT(export_csv(town_request(t), transfer_find(t->site, kind), &b,
	    &rows) == OK);
	return b.s;
}

static bool
has_fault(size_t line, const char *column, const char *found)
{
	for (size_t i = 0; i < in.nfaults && i < IMPORT_MAX_FAULTS; i++) {
		if (in.faults[i].line == line &&
		    strcmp(in.faults[i].column, column) == 0 &&
		    strcmp(in.faults[i].found, found) == 0)
			return true;
	}
	return false;
}

TEST(sheet_with_excels_habits_is_read)
{
	EXPECT(import_text(t, "children", "\xef\xbb\xbf" CHILD_HEAD
	    "0001,見本 さくら,みほん さくら,2024/4/5,女,青森市,有,,\r\n"
	    "0002,例示 陽太,ﾚｲｼﾞ ﾖｳﾀ,R6.4.5,男性,青森県八戸市,あり,,\r\n"
	    "0003,\"架空\r\n葵\",カクウ アオイ,令和６年４月５日,F,鯵ケ沢町,無,,\r\n"
	    ",,,,,,,,\r\n,,,,,,,,\r\n") == INVALID);
	EXPECT(has_fault(4, "氏名", "架空\n葵"));
	EXPECT(in.nfaults == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 0);
	EXPECT(import_text(t, "children", CHILD_HEAD
	    "0001,見本 さくら,みほん さくら,2024/4/5,女,青森市,有,,\r\n"
	    "0002,例示 陽太,ﾚｲｼﾞ ﾖｳﾀ,R6.4.5,男性,青森県八戸市,あり,,\r\n"
	    "0003,架空 葵,カクウ アオイ,令和６年４月５日,F,鯵ケ沢町,無,,\r\n"
	    ",,,,,,,,\r\n") == OK);
	EXPECT(in.rows == 3 && in.added == 3);
	EXPECT(town_number(t, "SELECT count(*) FROM child"
	    " WHERE born_on = '2024-04-05'") == 3);
	EXPECT(town_number(t, "SELECT count(*) FROM child"
	    " WHERE number = '0001' AND municipality = '02201'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM child"
	    " WHERE number = '0002' AND sex = 'male'") == 1);
	get(t, "/children");
	EXPECT_SEES(t, "レイジ ヨウタ");
	EXPECT(town_number(t, "SELECT count(*) FROM child"
	    " WHERE municipality = '02321' AND medical_care = 'no'") == 1);
}

TEST(cells_holding_several_values_are_told_apart)
{
	EXPECT(import_text(t, "contacts", CONTACT_HEAD
	    "1,R6.4.5,,訪問,市町村,就園・就学；会議参加依頼,訪看、病院,x\r\n"
	    "2,R6.4.5,,訪問,市町村,就園・就学;会議参加依頼,\"訪問看護\n医療機関\",x\r\n"
	    "3,R6.4.5,,訪問,市町村,会議参加、就学,医療機関；訪問看護,x\r\n") == OK);
	EXPECT(town_number(t, "SELECT count(*) FROM contact WHERE"
	    " topics = 'school,meeting'"
	    " AND partners = 'visiting_nurse,medical'") == 3);
}

TEST(classes_follow_the_year_of_the_row)
{
	EXPECT(import_text(t, "contacts", CONTACT_HEAD
	    "1,R6.3.31,,訪問,児発・放デイ等,新規児童受入,,x\r\n"
	    "2,R6.4.1,,訪問,児発・放デイ等,新規児童受入,,x\r\n") == OK);
	EXPECT(town_number(t, "SELECT count(*) FROM contact WHERE number = '1'"
	    " AND topics = 'new_acceptance' AND requester = 'day_service_r5'")
	    == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM contact WHERE number = '2'"
	    " AND topics = 'school' AND requester = 'day_service'") == 1);
}

TEST(every_bad_cell_is_named_and_nothing_is_written)
{
	EXPECT(import_text(t, "contacts", CONTACT_HEAD
	    "1,R6.4.5,,訪問,市町村,,,good\r\n"
	    "2,R6.4.31,,訪問,市町村,,,x\r\n"
	    "3,R6.4.5,A-99,訪問,市町村,,,x\r\n"
	    "4,R6.4.5,,飛行,町内会,釣り,,x\r\n"
	    "1,R6.4.5,,訪問,市町村,,,again\r\n"
	    ",R6.4.5,,訪問,市町村,,,no number\r\n") == INVALID);
	EXPECT(has_fault(3, "対応日", "R6.4.31"));
	EXPECT(has_fault(4, "児童ID", "A-99"));
	EXPECT(has_fault(5, "対応方法", "飛行"));
	EXPECT(has_fault(5, "相談依頼元", "町内会"));
	EXPECT(has_fault(5, "相談内容", "釣り"));
	EXPECT(has_fault(6, "記録ID", "1"));
	EXPECT(has_fault(7, "記録ID", ""));
	EXPECT(in.nfaults == 7);
	EXPECT(strstr(in.faults[2].wanted, "訪問／オンライン／") != NULL);
	EXPECT(town_number(t, "SELECT count(*) FROM contact") == 0);
}

TEST(columns_are_found_by_heading_and_strange_ones_reported)
{
	EXPECT(import_text(t, "children",
	    "氏　名,担当,児童ＩＤ\r\n見本 さくら,はな,1\r\n") == OK);
	EXPECT(in.nextra == 1 && strcmp(in.extra[0], "担当") == 0);
	EXPECT(import_text(t, "children", "氏名,フリガナ\r\na,ア\r\n") == INVALID);
	EXPECT(has_fault(1, "児童ID", ""));
	EXPECT(import_text(t, "children", "児童ID,氏名,氏名\r\n1,a,b\r\n") ==
	    INVALID);
}

TEST(same_sheet_twice_adds_nothing_and_a_change_is_a_new_version)
{
	static const char sheet[] = CHILD_HEAD
	    "1,見本 さくら,ミホン サクラ,2024-04-05,女,青森市,有\r\n";

	EXPECT(import_text(t, "children", sheet) == OK);
	EXPECT(import_text(t, "children", sheet) == OK);
	EXPECT(in.added == 0 && in.changed == 0 && in.same == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM audit"
	    " WHERE verb = 'import'") == 1);
	/* Columns that are not in the sheet keep what is stored. */
	EXPECT(import_text(t, "children",
	    "児童ID,氏名,市町村\r\n1,見本 さくら,弘前市\r\n") == OK);
	EXPECT(in.changed == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM child WHERE version = 2"
	    " AND municipality = '02202' AND born_on = '2024-04-05'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM revision"
	    " WHERE record = 'child' AND version = 1") == 1);
}

TEST(dry_run_counts_and_writes_nothing)
{
	static const char sheet[] = "児童ID,氏名\r\n1,a\r\n2,b\r\n";

	EXPECT(import_bytes(t, "children", sheet, strlen(sheet), true) == OK);
	EXPECT(in.added == 2 && in.nsamples == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 0);
}

TEST(sheet_in_cp932_and_as_workbook_reads_the_same)
{
	/* 児童ID,氏名 / 7,髙橋 in CP932. */
	static const char cp932[] = "\x8e\x99\x93\xb6" "ID,\x8e\x81\x96\xbc\r\n"
	    "7,\xfb\xfc\x8b\xb4\r\n";
	static const struct xlsx_cell cells[] = { { .text = "児童ID" },
	    { .text = "氏名" }, { .text = "007" }, { .text = "髙橋" } };
	struct xlsx_sheet sheet = { .name = "台帳", .cells = cells,
	    .nrows = 2, .ncols = 2 };
	const char *bytes;
	size_t n;

	EXPECT(import_bytes(t, "children", cp932, strlen(cp932), false) == OK);
	get(t, "/children?q=7");
	EXPECT_SEES(t, "髙橋");
	EXPECT(xlsx_write(t->mem, &sheet, 1, &bytes, &n) == OK);
	EXPECT(import_bytes(t, "children", bytes, n, false) == OK);
	EXPECT(town_number(t, "SELECT count(*) FROM child"
	    " WHERE number = '007'") == 1);
}

TEST(what_is_no_sheet_is_said_in_a_sentence)
{
	static const char zip[] = "PK\3\4broken beyond repair";

	EXPECT(import_bytes(t, "children", zip, sizeof(zip), false) == INVALID);
	EXPECT(strstr(in.faults[0].wanted, "Excelファイルとして読めません") != NULL);
	EXPECT(import_text(t, "children", "児童ID,氏名\r\n1,\"open") == INVALID);
	EXPECT(strstr(in.faults[0].wanted, "引用符") != NULL);
	EXPECT(import_text(t, "children", "\r\n\r\n") == INVALID);
	EXPECT(strstr(in.faults[0].wanted, "中身がありません") != NULL);
}

TEST(export_and_import_are_the_identity)
{
	const char *children, *contacts;

	EXPECT(import_text(t, "children", CHILD_HEAD
	    "'=1+1,\"'-髙﨑, \"\"さくら\"\"\",タカサキ,S64.1.7,女,,不明\r\n"
	    "0010,＠全角,,,,,\r\n'''=x,'そのまま,ア,,,,\r\n") == OK);
	EXPECT(town_number(t, "SELECT count(*) FROM child"
	    " WHERE number = '=1+1'") == 1);
	EXPECT(import_text(t, "contacts", CONTACT_HEAD
	    "c;1,R5.4.5,0010,訪問,,新規児童受入；その他,,"
	    "\"@一行め\n二行め、；\"\"引用\"\"\"\r\n"
	    "+2,R8.4.1,,その他,その他,,,\"'+\"\r\n") == OK);
	children = export_text(t, "children");
	contacts = export_text(t, "contacts");
	EXPECT(strstr(children, "\n\"'=1+1\",") && strstr(contacts, "\n\"'+2\","));
	EXPECT(import_text(t, "children", children) == OK);
	EXPECT(in.same == 3 && in.added == 0 && in.changed == 0);
	EXPECT(import_text(t, "contacts", contacts) == OK);
	EXPECT(in.same == 2 && in.added == 0 && in.changed == 0);
}

static const char *
drop(struct town *t, const char *csv)
{
	const char *at;

	upload(t, "/import/children/preview", "file", "register.csv", csv,
	    strlen(csv), NULL);
	at = strstr(t->body, "/import/jobs/");
	return at ? arena_bytes(t->mem, at, strlen("/import/jobs/") + 36) : NULL;
}

TEST(file_dropped_in_the_browser_is_shown_then_confirmed_once)
{
	const char *job = drop(t, "児童ID,氏名\r\n1,見本 さくら\r\n");

	EXPECT_STATUS(t, 200);
	EXPECT(job != NULL);
	EXPECT_SEES(t, "<td>見本 さくら</td>");
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 0);
	post(t, arena_fmt(t->mem, "%s/start", job), NULL);
	EXPECT_STATUS(t, 303);
	get(t, job);
	EXPECT_SEES(t, "追加1件");
	post(t, arena_fmt(t->mem, "%s/start", job), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM import_job"
	    " WHERE content IS NOT NULL") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM audit"
	    " WHERE verb = 'import' AND person IS NOT NULL") == 1);
}

TEST(file_with_faults_shows_them_and_offers_nothing_to_confirm)
{
	EXPECT(drop(t, "児童ID,氏名,生年月日\r\n1," CANARY ",R6.2.30\r\n") == NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "直すところが1件あります");
	EXPECT_SEES(t, "<td>R6.2.30</td>");
	upload(t, "/import/children/preview", "file", "", "", 0, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "ファイルを選んでください。");
}

TEST(dropped_file_is_its_owners_alone)
{
	const char *job = drop(t, "児童ID,氏名\r\n1,見本 さくら\r\n");

	sign_in(t, "taro_doctor");
	get(t, job);
	EXPECT_STATUS(t, 404);
	post(t, arena_fmt(t->mem, "%s/start", job), NULL);
	EXPECT_STATUS(t, 404);
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 0);
}

TEST(export_is_an_attachment_and_leaves_its_mark)
{
	EXPECT(import_text(t, "children", "児童ID,氏名\r\n1,見本\r\n2,例示\r\n") ==
	    OK);
	get(t, "/export/children.csv");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "1,見本,");
	EXPECT_SEES(t, "2,例示,");
	get(t, "/export/children.xlsx");
	EXPECT_STATUS(t, 200);
	EXPECT(xlsx_looks(t->body, t->nbody));
	EXPECT(town_number(t, "SELECT count(*) FROM audit"
	    " WHERE verb = 'export'") == 2);
	get(t, "/export/children.exe");
	EXPECT_STATUS(t, 404);
}
